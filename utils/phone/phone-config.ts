/** How the PBX wants numbers: `+493…`, `493…`, `00493…`, or as dialled inside the country. */
export type DialFormat = 'plus' | 'digits' | 'double-zero' | 'national';

/** A STUN or TURN server as `RTCPeerConnection` takes it. */
export interface IceServer {
  urls: string | string[];
  username?: string;
  credential?: string;
}

/** The line to the PBX. */
export interface SipSettings {
  /** WebSocket addresses (`wss:`), tried in order. */
  servers: string[];
  /** SIP domain, the part after `@`. */
  domain: string;
  /** Extension. */
  username: string;
  /** User name for digest authentication where it differs from `username`. */
  authorizationUsername: string;
  displayName: string;
  iceServers: IceServer[];
  /** Audio only through TURN; hides local addresses. */
  relayOnly: boolean;
  /** Registration time asked for, seconds, 60…3600. */
  registerSeconds: number;
  /** DTMF by RFC 4733 events or by SIP INFO. */
  dtmf: 'rtp' | 'info';
  dialFormat: DialFormat;
  /** Digits before every outside number, such as `0` for a trunk line. */
  dialPrefix: string;
  /** Answer by itself; only ever by this switch. */
  autoAnswer: boolean;
  /** Number of the mailbox. */
  voicemailNumber: string;
  /**
   * Feature code that takes a call ringing at a colleague's: `*8`, or with `{extension}` where the colleague's number
   * belongs, such as `**{extension}`. Empty where the PBX has none.
   */
  pickupCode: string;
}

/** Devices and sounds. Device ids are the extension's own (`MediaDeviceInfo.deviceId`). */
export interface AudioSettings {
  input: string;
  output: string;
  ringOutput: string;
  ringtone: 'classic' | 'soft' | 'silent';
  noiseSuppression: boolean;
  echoCancellation: boolean;
  autoGainControl: boolean;
}

/** A colleague in view. */
export interface Colleague {
  /** Extension. */
  number: string;
  name: string;
}

/** How calls reach the user. */
export interface CallSettings {
  /** A window of its own for an incoming call. */
  incomingWindow: boolean;
  /** A system notification for an incoming call. */
  notification: boolean;
  /** A second call may knock while one is going on. */
  waiting: boolean;
  doNotDisturb: boolean;
  /** Ask before numbers abroad, premium and emergency numbers. */
  confirmInternational: boolean;
  /** Colleagues whose lines are shown in the popup (RFC 4235). */
  colleagues: Colleague[];
}
