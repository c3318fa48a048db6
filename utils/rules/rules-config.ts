/** When the record's page opens by itself. */
export interface PopSettings {
  /** `automatic` holds for incoming calls only. */
  how: 'manual' | 'automatic';
  when: 'ringing' | 'answered' | 'ended';
}

/** What becomes of numbers nobody knows. */
export interface CreateSettings {
  create: 'manual' | 'automatic';
  createIn: 'Leads' | 'Contacts';
  createFor: ('inbound' | 'outbound')[];
}
