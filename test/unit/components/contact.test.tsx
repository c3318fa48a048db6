// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { CreatePanel } from '@/components/contact/create-panel';
import { FindPanel } from '@/components/contact/find-panel';
import { MatchPanel } from '@/components/contact/match-panel';
import { draftErrors, emptyDraft, splitName } from '@/components/contact/record-draft';
import type { FieldSpec } from '@/utils/crm/connector';
import { CrmError } from '@/utils/crm/crm-error';
import type { CallCard } from '@/utils/messaging/app-state';
import { appState, card, HALDEN, JANE, OTTO } from '../../sandbox/gallery/fixtures';
import { draw } from './render';

const SPECS: FieldSpec[] = [
  { name: 'Last_Name', label: 'Last Name', type: 'text', required: true },
  { name: 'Company', label: 'Company', type: 'text', required: true },
  {
    name: 'Lead_Source',
    label: 'Lead Source',
    type: 'picklist',
    required: true,
    options: ['Web', 'Referral'],
  },
  { name: 'Fax', label: 'Fax', type: 'phone', required: false },
];

describe('who the CRM says it is', () => {
  const panel = (match: CallCard['match'], spies: Partial<Parameters<typeof MatchPanel>[0]> = {}) => (
    <MatchPanel
      card={card({}, { match })}
      crm={appState().crm}
      country="US"
      repicking={match.records.length > 1 && !match.picked}
      onPick={vi.fn()}
      onView={vi.fn()}
      onCreate={vi.fn()}
      onFind={vi.fn()}
      onSettings={vi.fn()}
      onRepick={vi.fn()}
      {...spies}
    />
  );

  it('is asked of the user where several hold the number, best first', async () => {
    const onPick = vi.fn();
    const page = await draw(panel({ state: 'found', records: [JANE, OTTO, HALDEN] }, { onPick }));
    const names = [...page.root.querySelectorAll('li strong')].map((each) => each.textContent);
    expect(names).toEqual([JANE.name, OTTO.name, HALDEN.name]);
    await page.click(/^Otto/);
    expect(onPick).toHaveBeenCalledWith({ module: 'Leads', id: OTTO.id });
  });

  it('can be chosen again when the wrong one was picked', async () => {
    const onRepick = vi.fn();
    const page = await draw(panel({ state: 'found', records: [JANE, OTTO], picked: JANE }, { onRepick }));
    await page.click(/Someone else/);
    expect(onRepick).toHaveBeenCalled();
  });

  it('opens the record’s page by reference, never by address', async () => {
    const onView = vi.fn();
    const page = await draw(panel({ state: 'found', records: [JANE], picked: JANE }, { onView }));
    await page.click('View contact');
    expect(onView).toHaveBeenCalledWith({ module: 'Contacts', id: JANE.id });
    expect(page.root.querySelector('a')).toBeNull();
  });

  it('offers to create only what the CRM can create', async () => {
    const page = await draw(panel({ state: 'none', records: [] }));
    expect([page.has('button', 'Create lead'), page.has('button', 'Create contact')]).toEqual([true, true]);
  });

  it('offers to look for somebody known under another number, where the CRM can search', async () => {
    const onFind = vi.fn();
    const page = await draw(panel({ state: 'none', records: [] }, { onFind }));
    await page.click('Someone you know');
    expect(onFind).toHaveBeenCalled();
    const crm = { ...appState().crm, canSearch: false };
    const without = await draw(panel({ state: 'none', records: [] }, { crm }));
    expect(without.has('button', 'Someone you know')).toBe(false);
  });

  it('shows the CRM’s text as text', async () => {
    const hostile = { ...JANE, name: '<img src=x onerror=alert(1)>' };
    const page = await draw(panel({ state: 'found', records: [hostile], picked: hostile }));
    expect(page.root.querySelector('img')).toBeNull();
    expect(page.text()).toContain('<img src=x');
  });
});

describe('a new record', () => {
  it('needs a last name, and what the CRM insists on', () => {
    expect(Object.keys(draftErrors('lead', emptyDraft('+1212'), SPECS))).toEqual([
      'lastName',
      'company',
      'Lead_Source',
    ]);
    const full = {
      ...emptyDraft('+1212'),
      lastName: 'Berg',
      company: 'Berg AG',
      fields: { Lead_Source: 'Web' },
    };
    expect(draftErrors('lead', full, SPECS)).toEqual({});
  });

  it('is refused with an e-mail address that is none', () => {
    expect(
      draftErrors('contact', { ...emptyDraft(''), lastName: 'Berg', email: 'anna@' }, []),
    ).toHaveProperty('email');
  });

  it('takes the last word of a caller’s name as last name', () => {
    expect(splitName('Anna Maria Berg')).toEqual({ firstName: 'Anna Maria', lastName: 'Berg' });
    expect(splitName('')).toEqual({ firstName: '', lastName: '' });
  });

  const panel = (create: Parameters<typeof CreatePanel>[0]['create'], onOpenExisting = vi.fn()) => (
    <CreatePanel
      kind="contact"
      crmName="Zoho CRM"
      phone="+4930901820"
      loadFields={async () => []}
      create={create}
      onOpenExisting={onOpenExisting}
      onDone={vi.fn()}
    />
  );

  it('is not sent while something is missing', async () => {
    const create = vi.fn();
    const page = await draw(panel(create));
    await page.submit();
    expect(create).not.toHaveBeenCalled();
    expect(page.text()).toContain('Enter at least a last name.');
  });

  it('goes out with the number in E.164', async () => {
    const create = vi.fn(async () => JANE);
    const page = await draw(panel(create));
    await page.type(page.field(/Last name/), 'Berg');
    await page.submit();
    expect(create).toHaveBeenCalledWith(
      'contact',
      expect.objectContaining({ lastName: 'Berg', phone: '+4930901820' }),
    );
  });

  it('that exists already offers the existing one and keeps what was typed', async () => {
    const onOpenExisting = vi.fn();
    const existing = { module: 'Contacts', id: '7' };
    const duplicate = async () => {
      throw new CrmError('duplicate', 'This contact is already in Zoho CRM.', { existing });
    };
    const page = await draw(panel(duplicate, onOpenExisting));
    await page.type(page.field(/Last name/), 'Berg');
    await page.submit();
    expect(page.text()).toContain('already in Zoho CRM');
    expect(page.field(/Last name/).value).toBe('Berg');
    await page.click('Open the existing one');
    expect(onOpenExisting).toHaveBeenCalledWith(existing);
  });

  it('that the CRM refuses shows its sentence beside the field it means', async () => {
    const page = await draw(
      panel(async () => {
        throw new CrmError('rejected', 'This is not an e-mail address.', { field: 'Email' });
      }),
    );
    await page.type(page.field(/Last name/), 'Berg');
    await page.submit();
    expect(page.field('E-mail').getAttribute('aria-invalid')).toBe('true');
  });
});

describe('somebody known under another number', () => {
  const find = async (search: (text: string) => Promise<(typeof JANE)[]>, onPick = vi.fn()) => {
    const page = await draw(
      <FindPanel crmName="Zoho CRM" search={search} onPick={onPick} onCancel={vi.fn()} />,
    );
    return { page, onPick };
  };

  it('is found by name and picked', async () => {
    const { page, onPick } = await find(async () => [JANE]);
    await page.type(page.field(/^Find in/), 'Jane');
    await vi.waitFor(() => page.button(new RegExp(`^${JANE.name}`)));
    await page.click(new RegExp(`^${JANE.name}`));
    expect(onPick).toHaveBeenCalledWith({ module: JANE.module, id: JANE.id });
  });

  it('is not asked for by one letter, and why is said where the CRM fails', async () => {
    const search = vi.fn(() => Promise.reject(new Error('Your CRM is away.')));
    const { page } = await find(search);
    await page.type(page.field(/^Find in/), 'J');
    expect(page.text()).not.toContain('Looking');
    await page.type(page.field(/^Find in/), 'Ja');
    await vi.waitFor(() => expect(page.text()).toContain('Your CRM is away.'));
    expect(page.text()).not.toContain('Nobody was found');
    expect(search.mock.calls).toEqual([['Ja']]);
  });
});
