import { expect } from 'vitest';
import { startKamailio, type KamailioSandbox } from '../sandbox/pbx/start-kamailio.ts';
import { startAgent, type TestPhone, type TestPhoneOptions } from './test-phone';

/** A number outside that rings at the customer's telephone. */
export const CUSTOMER = '+12025550199';

/** Phones in Node at a Kamailio of their own, by the number of the user. */
export interface KamailioPhones {
  readonly pbx: KamailioSandbox;
  open(user: number, more?: Partial<TestPhoneOptions>): TestPhone;
  /** The same, registered. */
  ready(user?: number, more?: Partial<TestPhoneOptions>): Promise<TestPhone>;
  /** Stops all phones; none may have reported a defect. */
  hangUpAll(): Promise<void>;
  stop(): Promise<void>;
}

export async function startKamailioPhones(): Promise<KamailioPhones> {
  const pbx = await startKamailio();
  const phones: TestPhone[] = [];
  const open: KamailioPhones['open'] = (user, more) => {
    const phone = startAgent(pbx, user, more);
    phones.push(phone);
    return phone;
  };
  return {
    pbx,
    open,
    async ready(user = 0, more) {
      const phone = open(user, more);
      await phone.registered();
      return phone;
    },
    async hangUpAll() {
      const opened = phones.splice(0);
      for (const { fatal } of opened) expect(fatal).toEqual([]);
      await Promise.all(opened.map(({ phone }) => phone.stop()));
    },
    stop: () => pbx.stop(),
  };
}
