/** Whether a frame above reaches into this one: then that frame's script reads it. */
export function isHandledByParent(view: Window): boolean {
  if (view.parent === view) return false;
  try {
    return view.parent.document !== null && view.frameElement !== null;
  } catch {
    return false;
  }
}
