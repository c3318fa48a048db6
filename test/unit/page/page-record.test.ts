import { describe, expect, it } from 'vitest';
import { recordOfAddress } from '@/utils/page/page-record';

describe('recordOfAddress', () => {
  it.each([
    [
      'https://crm.zoho.com/crm/org813914788/tab/Contacts/5150868000000123456',
      'Contacts',
      '5150868000000123456',
    ],
    ['https://crm.zoho.eu/crm/tab/Leads/5150868000000123456?x=1', 'Leads', '5150868000000123456'],
    [
      'https://crm.zohocloud.ca/crm/org110000402423/tab/Potentials/5150868000000123456',
      'Deals',
      '5150868000000123456',
    ],
    [
      'https://acme.lightning.force.com/lightning/r/Contact/0035g00000ABCDEAA4/view',
      'Contact',
      '0035g00000ABCDEAA4',
    ],
    [
      'https://acme.sugarondemand.com/#Contacts/8c1f6e0a-0f5e-11ee-9d2a',
      'Contacts',
      '8c1f6e0a-0f5e-11ee-9d2a',
    ],
    ['https://acme.od2.vtiger.com/index.php?module=Contacts&view=Detail&record=34', 'Contacts', '34'],
  ])('%s', (address, module, id) => {
    expect(recordOfAddress(new URL(address))).toEqual({ module, id });
  });

  it.each([
    'https://crm.zoho.com/crm/org1/tab/Contacts/custom-view/5150868000000123456/list',
    'https://crm.zoho.com/crm/org1/tab/Leads/create',
    'https://crm.zoho.com.evil.example/crm/tab/Leads/5150868000000123456',
    'https://example.com/crm/tab/Leads/5150868000000123456',
  ])('%s names no record', (address) => {
    expect(recordOfAddress(new URL(address))).toBeNull();
  });
});
