import type { SipCall } from '@/utils/phone/sip/sip-call';

/** Call-ID and tags of RFC 3891: nothing that a dialog of SIP could not have. */
const REPLACES = /^([^\s;,]{1,256})((?:\s*;\s*[^\s;,]{1,256}){1,8})$/;

/** The value of `Replaces` for whoever is at the other end of this call: the tags stand as that end sees them. */
export function replacesValue({ session }: SipCall): string | null {
  const { dialog } = session;
  return dialog ? `${dialog.callId};to-tag=${dialog.remoteTag};from-tag=${dialog.localTag}` : null;
}

/** Our call that a `Replaces` header names, or the status to refuse the INVITE with (RFC 3891 §3). */
export function replacedCall(header: string, calls: readonly SipCall[]): SipCall | number {
  const [, callId, rest] = REPLACES.exec(header.trim()) ?? [];
  if (callId === undefined || rest === undefined) return 400;
  const parameters = rest.split(';').map((each) => each.trim());
  const tag = (name: string) =>
    parameters.find((each) => each.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
  const call = calls.find(
    ({ established, session: { dialog } }) =>
      established &&
      dialog?.callId === callId &&
      dialog.localTag === tag('to-tag') &&
      dialog.remoteTag === tag('from-tag'),
  );
  if (!call) return 481;
  return parameters.some((each) => each.toLowerCase() === 'early-only') ? 486 : call;
}
