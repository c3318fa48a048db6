import { CALL_SCENES } from './call-scenes';
import { OPTIONS_SCENES } from './options-scenes';
import { POPUP_SCENES } from './popup-scenes';
import type { Scene } from './scene';
import { WELCOME_SCENES } from './welcome-scenes';

/** Every page in every state that users meet. */
export const SCENES: Record<string, Scene> = {
  ...POPUP_SCENES,
  ...CALL_SCENES,
  ...OPTIONS_SCENES,
  ...WELCOME_SCENES,
};
