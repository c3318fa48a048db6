import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { callKit } from '@/utils/page/call-kit';
import { bridge } from '@/utils/page/engine-bridge';

/**
 * The part of the content script that calls: the button and the note beside a number, and the wish to call it. The shell
 * puts it into a frame the first time a pointer rests on a number there.
 */
export default defineUnlistedScript(() => {
  bridge().callKit = callKit;
});
