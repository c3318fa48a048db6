/** A headset whose buttons Switchhook may use, plugged in now. */
export interface GrantedHeadset {
  id: string;
  name: string;
}

/** Headsets by WebHID; the entrypoint supplies the real thing where the browser has it. */
export interface HeadsetPort {
  list(): Promise<GrantedHeadset[]>;
  /** Shows the browser's list of headsets; needs a click. Rejects with a plain sentence. */
  connect(): Promise<void>;
  /** Takes the permission back. */
  forget(id: string): Promise<void>;
  watch(listener: () => void): void;
}
