import type { CrmTemplate, TextTemplate } from '@/utils/crm/template/crm-template';

/** Where a text goes, which decides what may stand in it and how it is escaped. */
export type TextPlace =
  'url' | 'body' | 'header' | 'popup' | 'composed' | 'credential' | 'token-url' | 'token-body';

export interface PlacedText {
  readonly text: TextTemplate;
  readonly place: TextPlace;
  readonly path: string;
}

/** Every text of a template with its place, in the order of the file. */
export function collectTexts(template: CrmTemplate): PlacedText[] {
  const texts: PlacedText[] = [];
  const add = (text: TextTemplate | undefined, place: TextPlace, path: string) => {
    if (text) texts.push({ text, place, path });
  };
  const { auth, popup, journalText, ticketText } = template;
  add(auth.credential, 'credential', 'AuthMethod › Base64EncodedCredential');
  add(auth.authEndPoint, 'token-url', 'AuthMethod › AuthEndPoint');
  add(auth.tokenEndPoint, 'token-url', 'AuthMethod › TokenEndPoint');
  add(auth.tokenBody, 'token-body', 'AuthMethod › TokenBody');
  add(auth.refreshBody, 'token-body', 'AuthMethod › RefreshBody');
  for (const { name, value } of template.headers) add(value, 'header', `AuthMethod › header ${name}`);
  if (popup.kind === 'format') add(popup.format, 'popup', 'SyncContactAuto › URLFormat');
  for (const requests of Object.values(template.requests))
    for (const request of requests) {
      const path = `${request.scenario} › ${request.name}`;
      add(request.url, 'url', `${path} › URLFormat`);
      add(request.body, 'body', `${path} › Data`);
      for (const { name, value } of request.headers) add(value, 'header', `${path} › header ${name}`);
    }
  for (const [id, { subject, description }] of [
    ['CallJournal', journalText],
    ['CreateNewTicket', ticketText],
  ] as const) {
    add(subject, 'composed', `${id} › Subject`);
    add(description, 'composed', `${id} › Description`);
  }
  return texts;
}
