import { toPlainText } from '@/utils/numbers/plain-text';

/** Where an item of the context menu was chosen, as the browser tells it. */
export interface MenuChoice {
  selectionText?: string;
  linkUrl?: string;
  /** Only Firefox tells. */
  linkText?: string;
  pageUrl?: string;
}

/** A wish to call from the context menu; `isShown` when the user could read the number before. */
export interface MenuWish {
  text: string;
  host: string;
  isShown: boolean;
}

/** What is to be called: selected text, which the menu itself shows, or the address behind a link, which it does not. */
export function menuWish({ selectionText, linkUrl = '', linkText = '', pageUrl = '' }: MenuChoice): MenuWish {
  const host = URL.canParse(pageUrl) ? new URL(pageUrl).host : '';
  return selectionText === undefined
    ? { text: linkUrl, host, isShown: tells(linkText, linkUrl) }
    : { text: selectionText, host, isShown: true };
}

/** Whether the words of a link hold the digits it calls; calling code and trunk zero may be left out. */
function tells(linkText: string, linkUrl: string): boolean {
  const [shown, called] = [linkText, linkUrl].map((text) => toPlainText(text).replace(/\D/g, ''));
  const own = shown!.replace(/^0+/, '');
  return own.length >= 6 && called!.endsWith(own);
}
