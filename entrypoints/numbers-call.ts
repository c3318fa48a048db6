import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createCallChip } from '@/utils/page/call-chip';
import { createCallNote } from '@/utils/page/call-note';
import { CHIP_WORDS, outcomeSentence } from '@/utils/page/chip-words';
import { bridge } from '@/utils/page/engine-bridge';
import { pageDial } from '@/utils/page/page-dial';

/**
 * The part of the content script that calls: the button and the note beside a number, and the wish to call it. The shell
 * puts it into a frame the first time a pointer rests on a number there.
 */
export default defineUnlistedScript(() => {
  bridge().callKit = { createCallChip, createCallNote, words: CHIP_WORDS, outcomeSentence, pageDial };
});
