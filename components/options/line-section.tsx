import type { PageModel } from '@/components/page-model';
import { LineHelp } from '@/components/call/line-help';
import { IceServerList } from '@/components/options/ice-server-list';
import { Advanced, Section } from '@/components/options/section';
import {
  SettingList,
  SettingNumber,
  SettingSelect,
  SettingSwitch,
  SettingText,
} from '@/components/options/setting-field';
import { SecretSetting } from '@/components/options/secret-setting';
import type { SettingsModel } from '@/components/options/settings-model';
import { lineTitle } from '@/components/words/line-words';
import { Button } from '@/components/ui/button';

/** Server, extension and password; the line's state is shown live while one types. */
export function LineSection({ settings, model }: { settings: SettingsModel; model: PageModel }) {
  const phone = model.state.value?.phone;
  return (
    <Section
      name="line"
      intro="Your extension on your company’s phone system. Your administrator knows these values."
    >
      {phone && (
        <div class="status-line">
          <span class={`lamp lamp-${phone.line}`} aria-hidden="true" />
          <span role="status">
            <strong>{lineTitle(phone)}</strong>
            {phone.line === 'registered' && <small>{` ${phone.address} on ${phone.server}`}</small>}
          </span>
          <Button onClick={() => void model.run(model.engine.reconnect())}>Test the connection</Button>
        </div>
      )}
      {phone && (
        <LineHelp status={phone} now={model.now} onRetry={() => void model.run(model.engine.reconnect())} />
      )}
      <SettingList
        settings={settings}
        path="sip.servers"
        label="Server"
        placeholder="wss://pbx.example.com:8089/ws"
        hint="The WebSocket address of your phone system. Several lines: the next is used when one fails."
      />
      <SettingText settings={settings} path="sip.domain" label="Domain" code placeholder="pbx.example.com" />
      <div class="pair">
        <SettingText settings={settings} path="sip.username" label="Extension" code placeholder="1001" />
        <SecretSetting settings={settings} path="sip.password" label="Password" />
      </div>
      <SettingText
        settings={settings}
        path="sip.displayName"
        label="Your name"
        hint="What colleagues see when you call them."
      />
      <SettingText
        settings={settings}
        path="sip.voicemailNumber"
        label="Mailbox number"
        code
        placeholder="*97"
        hint="Dialled when you click the mailbox in the popup."
      />
      <Advanced>
        <SettingText
          settings={settings}
          path="sip.authorizationUsername"
          label="User name for signing in"
          code
          hint="Only if it differs from the extension."
        />
        <div class="pair">
          <SettingSelect
            settings={settings}
            path="sip.dialFormat"
            label="Numbers are dialled as"
            options={[
              ['plus', '+49 30 123456'],
              ['digits', '49 30 123456'],
              ['double-zero', '00 49 30 123456'],
              ['national', 'at home (030 123456)'],
            ]}
          />
          <SettingText
            settings={settings}
            path="sip.dialPrefix"
            label="Dial first"
            code
            placeholder="0"
            hint="Digits for an outside line, if your system wants them."
          />
        </div>
        <div class="pair">
          <SettingSelect
            settings={settings}
            path="sip.dtmf"
            label="Keypad tones are sent"
            options={[
              ['rtp', 'With the sound (RFC 4733)'],
              ['info', 'As messages (SIP INFO)'],
            ]}
          />
          <SettingNumber
            settings={settings}
            path="sip.registerSeconds"
            label="Sign in anew every (seconds)"
          />
        </div>
        <IceServerList settings={settings} />
        <SettingSwitch
          settings={settings}
          path="sip.relayOnly"
          label="Send sound through the relay only"
          hint="Hides your network address from the other side. Needs a TURN server above."
        />
        <SettingSwitch
          settings={settings}
          path="sip.autoAnswer"
          label="Answer calls by itself"
          hint="Every incoming call is answered at once. Only for people who sit at their headset."
        />
      </Advanced>
    </Section>
  );
}
