/** What is written to the CRM after a call, and how. */
export interface JournalSettings {
  enabled: boolean;
  /** Go template with the variables of Yeastar's guide; one line. */
  subject: string;
  /** Go template; several lines. */
  description: string;
  /** Further CRM fields by API name, each a Go template. */
  fields: Record<string, string>;
  /** `agent`, or an administrator's e-mail. */
  owner: string;
  /** Put the recording's address into the log where the PBX gives one. */
  recordingLink: boolean;
  logMissed: boolean;
  /** Calls with colleagues and with services of the phone system, too. A call with somebody of the CRM always counts. */
  logInternal: boolean;
}
