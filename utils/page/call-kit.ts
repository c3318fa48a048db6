import { createCallChip } from '@/utils/page/call-chip';
import { createCallNote } from '@/utils/page/call-note';
import { CHIP_WORDS, outcomeSentence } from '@/utils/page/chip-words';
import { pageDial } from '@/utils/page/page-dial';

/** What it takes to call. Most pages are read without a pointer ever resting on a number: it comes when one does. */
export const callKit = { createCallChip, createCallNote, words: CHIP_WORDS, outcomeSentence, pageDial };

export type CallKit = typeof callKit;
