import { useEffect, useState } from 'preact/hooks';
import type { SettingsModel } from '@/components/options/settings-model';
import { SecretSetting } from '@/components/options/secret-setting';
import type { TemplatePort } from '@/components/options/template-port';
import type { PageModel } from '@/components/page-model';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { CopyLine } from '@/components/ui/copy-line';
import { SelectField } from '@/components/ui/select-field';
import { TextField } from '@/components/ui/text-field';
import type { CrmTemplate, CustomField } from '@/utils/crm/template/crm-template';
import { computeOrigins } from '@/utils/crm/template/origins';
import { secretKey } from '@/utils/crm/template/secret-key';

export interface TemplateConnectProps {
  template: CrmTemplate;
  settings: SettingsModel;
  model: PageModel;
  port: TemplatePort;
  allowedPrivate: ReadonlySet<string>;
  onAllowPrivate: (origin: string) => void;
  onCopy: (text: string) => void;
}

/** Fields to fill, hosts to agree to, and the sign-in. */
export function TemplateConnect(props: TemplateConnectProps) {
  const { template, settings, model, port, allowedPrivate, onAllowPrivate, onCopy } = props;
  const [granted, setGranted] = useState(false);
  const [busy, setBusy] = useState(false);
  const filled = settings.value<Record<string, string>>('crm.template.fields');
  const plain = template.fields.filter(({ editor }) => editor !== 'password');
  const isFilled = plain.every(({ name }) => (filled[name] ?? '').trim() !== '');
  const origins = computeOrigins(template, filled);
  const asked = [...new Set([...origins.data, ...origins.secret, ...origins.patterns])];
  const refused = origins.private.filter((origin) => !allowedPrivate.has(origin));
  useEffect(() => {
    void port.isGranted(asked).then(setGranted);
  }, [asked.join()]);

  const set = (name: string, value: string) =>
    void settings.save('crm.template.fields', { ...filled, [name]: value.trim() });
  const signIn = async () => {
    setBusy(true);
    await model.run(port.signIn());
    await model.run(model.engine.checkCrm());
    setBusy(false);
  };
  return (
    <div class="way template-connect">
      <h3>{template.name}</h3>
      {template.auth.authEndPoint && (
        <CopyLine
          label="Redirect address, for the CRM’s app settings"
          text={port.redirectUri}
          onCopy={onCopy}
        />
      )}
      {template.fields.map((field) =>
        field.editor === 'password' ? (
          <SecretSetting
            key={field.name}
            settings={settings}
            path={secretKey(field.name)}
            label={field.title}
            hint={field.description || undefined}
          />
        ) : (
          <PlainField key={field.name} field={field} value={filled[field.name] ?? ''} onSet={set} />
        ),
      )}
      {isFilled &&
        origins.problems.map(({ path, message }) => (
          <Banner key={path} tone="problem" title="A field cannot be used">
            {path}: {message}.
          </Banner>
        ))}
      {isFilled &&
        refused.map((origin) => (
          <Banner
            key={origin}
            tone="warn"
            title={`${new URL(origin).host} is inside your own network`}
            actions={<Button onClick={() => onAllowPrivate(origin)}>Allow this host</Button>}
          >
            Allow it only if your CRM runs there.
          </Banner>
        ))}
      {isFilled && asked.length > 0 && (
        <Consent
          data={[...origins.data, ...origins.patterns]}
          secret={[...origins.secret, ...origins.patterns]}
          pages={origins.pages}
        />
      )}
      <div class="row">
        {!granted && (
          <Button
            look="main"
            disabled={!isFilled || refused.length > 0 || origins.problems.length > 0}
            onClick={() => void port.grant(asked).then(setGranted)}
          >
            Agree to these hosts
          </Button>
        )}
        {granted && (
          <Button look="main" disabled={!isFilled || busy} onClick={() => void signIn()}>
            {busy ? 'Connecting…' : template.auth.authEndPoint ? 'Sign in' : 'Connect'}
          </Button>
        )}
      </div>
    </div>
  );
}

function PlainField({
  field,
  value,
  onSet,
}: {
  field: CustomField;
  value: string;
  onSet: (name: string, value: string) => void;
}) {
  if (field.editor === 'list')
    return (
      <SelectField
        label={field.title}
        hint={field.description || undefined}
        value={value}
        required
        options={[['', 'Choose…'], ...field.options.map((option) => [option, option] as const)]}
        onChange={(chosen) => onSet(field.name, chosen)}
      />
    );
  return (
    <TextField
      label={field.title}
      hint={field.description || undefined}
      value={value}
      required
      code
      onCommit={(typed) => onSet(field.name, typed)}
    />
  );
}

/** Who gets what, in one look. */
function Consent({
  data,
  secret,
  pages,
}: {
  data: readonly string[];
  secret: readonly string[];
  pages: readonly string[];
}) {
  const rows: [string, readonly string[]][] = [
    ['Gets callers’ numbers, new contacts and calls', data],
    ['Gets your sign-in', secret],
    ['Is opened in a tab for a contact', pages],
  ];
  return (
    <dl class="consent">
      {rows
        .filter(([, origins]) => origins.length > 0)
        .map(([meaning, origins]) => (
          <div key={meaning}>
            <dt>{meaning}</dt>
            {[...new Set(origins)].map((origin) => (
              <dd key={origin}>
                <code>{origin.replace('https://', '')}</code>
              </dd>
            ))}
          </div>
        ))}
    </dl>
  );
}
