/** Whether a frame above reaches into this one: then that frame's script reads it. */
export const isHandledByParent = (view: Window): boolean => view.frameElement !== null;
