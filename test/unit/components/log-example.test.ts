import { describe, expect, it } from 'vitest';
import { readFieldTemplates, writeFieldTemplates } from '@/components/options/field-templates';
import { renderExample } from '@/components/options/log-example';
import { DEFAULTS } from '@/utils/settings/schema';

describe('the example of a log', () => {
  it('shows what the delivered texts make of a call', () => {
    expect(renderExample(DEFAULTS.journal.subject)).toEqual({
      text: 'Inbound call from Amelia Hart <+12125550106>',
    });
    expect(renderExample(DEFAULTS.journal.description)).toMatchObject({
      text: expect.stringContaining('00:03:15'),
    });
  });

  it('names a text that cannot be used', () => {
    expect(renderExample('{{if .Call_From}}')).toHaveProperty('problem');
    expect(renderExample('{{nonsense .Call_From}}')).toHaveProperty('problem');
  });
});

describe('further fields', () => {
  it('are read as they were written, equals signs in the text included', () => {
    const fields = { Call_Agenda: '{{.Note}}', Url: 'https://x.example/?a={{.Phone}}' };
    expect(readFieldTemplates(writeFieldTemplates(fields))).toEqual(fields);
  });

  it('may be none', () => {
    expect(readFieldTemplates('\n \n')).toEqual({});
  });
});
