import { describe, expect, it } from 'vitest';
import { outcomeOfRefusal, outcomeSentence } from '@/utils/page/chip-words';

describe('what the overlay on a page says', () => {
  it('is nothing where a call began', () => {
    expect(outcomeSentence('dialled')).toBeNull();
  });

  it.each([
    ['no-line', 'not connected'],
    ['too-many-calls', 'busy with another call'],
    ['not-a-number', 'not a telephone number'],
    ['__proto__', 'did not start'],
    ['anything else', 'did not start'],
  ])('names the reason %s in plain words', (code, words) => {
    expect(outcomeSentence(outcomeOfRefusal(code))).toContain(words);
  });
});
