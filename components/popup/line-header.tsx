import type { PhoneStatus } from '@/utils/phone/phone-status';
import { lineTitle } from '@/components/words/line-words';
import { Button } from '@/components/ui/button';

export interface LineHeaderProps {
  status: PhoneStatus;
  onDoNotDisturb: (on: boolean) => void;
  onSettings: () => void;
  /** Dials the mailbox; absent where its number is not known. */
  onVoicemail?: () => void;
}

/** The line at a glance: a lamp that never lies, the address, do not disturb, mailbox, settings. */
export function LineHeader({ status, onDoNotDisturb, onSettings, onVoicemail }: LineHeaderProps) {
  const mail = status.voicemail?.waiting ? status.voicemail : undefined;
  const lamp = status.line === 'registered' && status.doNotDisturb ? 'quiet' : status.line;
  const mailWords = mail && `${mail.count || 'New'} voice message${mail.count === 1 ? '' : 's'}`;
  return (
    <header class="line-header">
      <span class={`lamp lamp-${lamp}`} aria-hidden="true" />
      <span class="line-words">
        <strong role="status">{lineTitle(status)}</strong>
        {status.address && (
          <small dir="ltr" title={status.server}>
            {status.address}
          </small>
        )}
      </span>
      {!mailWords && onVoicemail && (
        <Button look="quiet" icon="voicemail" label="Call your mailbox" onClick={onVoicemail} />
      )}
      {mailWords && (
        <Button
          look="quiet"
          icon="voicemail"
          label={`${mailWords}: listen`}
          disabled={!onVoicemail}
          onClick={onVoicemail}
        >
          {mail.count ? String(mail.count) : 'New'}
        </Button>
      )}
      <Button
        look="quiet"
        icon="moon"
        label={status.doNotDisturb ? 'Do not disturb is on' : 'Do not disturb'}
        pressed={status.doNotDisturb}
        onClick={() => onDoNotDisturb(!status.doNotDisturb)}
      />
      <Button look="quiet" icon="settings" label="Settings" onClick={onSettings} />
    </header>
  );
}
