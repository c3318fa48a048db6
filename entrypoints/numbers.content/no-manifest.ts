/** What the manifest says of the content script, it need not carry along itself. */
export const CRM_PAGES: string[] = [];
