import { useEffect, useState } from 'preact/hooks';
import type { AudioDevice, AudioPort } from '@/components/options/audio-port';
import { HeadsetButtons } from '@/components/options/headset-buttons';
import type { HeadsetPort } from '@/components/options/headset-port';
import { LevelMeter } from '@/components/options/level-meter';
import { Section } from '@/components/options/section';
import { SettingSelect, SettingSwitch } from '@/components/options/setting-field';
import type { SettingsModel } from '@/components/options/settings-model';
import type { PageModel } from '@/components/page-model';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';

const HEAR_WORDS = { idle: 'Hear yourself', speak: 'Speak now…', listen: 'Listen…' } as const;

/** Devices and sounds, each to be tried at once. */
export function AudioSection({
  settings,
  model,
  audio,
  headsets,
}: {
  settings: SettingsModel;
  model: PageModel;
  audio: AudioPort;
  headsets?: HeadsetPort;
}) {
  const [devices, setDevices] = useState<Awaited<ReturnType<AudioPort['devices']>> | null>(null);
  const [hearing, setHearing] = useState<keyof typeof HEAR_WORDS>('idle');
  useEffect(() => {
    const read = () =>
      void audio.devices().then(setDevices, () => setDevices({ inputs: [], outputs: [], blocked: true }));
    read();
    return audio.watchDevices(read);
  }, []);
  const input = settings.value<string>('audio.input');
  const output = settings.value<string>('audio.output');
  // Firefox names only speakers that belong to a microphone it was allowed to use.
  const noSpeakers =
    devices !== null && !devices.blocked && !devices.outputs.some(({ id }) => id !== '' && id !== 'default');
  const hear = async () => {
    const processing = {
      noiseSuppression: settings.value<boolean>('audio.noiseSuppression'),
      echoCancellation: settings.value<boolean>('audio.echoCancellation'),
      autoGainControl: settings.value<boolean>('audio.autoGainControl'),
    };
    await model.run(
      audio.hearYourself(input, output, processing, (step) => setHearing(step === 'done' ? 'idle' : step)),
    );
    setHearing('idle');
  };
  return (
    <Section name="audio">
      {devices?.blocked && (
        <Banner
          tone="warn"
          title="The browser hides your devices until the microphone is allowed"
          actions={
            <Button icon="mic" onClick={() => model.open('microphone')}>
              Allow microphone
            </Button>
          }
        />
      )}
      <div class="with-action">
        <SettingSelect
          settings={settings}
          path="audio.input"
          label="Microphone"
          options={deviceOptions(devices?.inputs, input, 'Default microphone')}
        />
        <Button icon="mic" disabled={hearing !== 'idle'} onClick={() => void hear()}>
          {HEAR_WORDS[hearing]}
        </Button>
      </div>
      <LevelMeter audio={audio} input={input} available={devices !== null && !devices.blocked} />
      <SettingSelect
        settings={settings}
        path="audio.output"
        label="Headset or speaker for calls"
        hint={
          noSpeakers
            ? 'This browser offers no speaker to choose: the one of your computer is used.'
            : undefined
        }
        options={deviceOptions(devices?.outputs, output, 'Default speaker')}
      />
      {headsets && <HeadsetButtons headsets={headsets} model={model} />}
      <div class="with-action">
        <SettingSelect
          settings={settings}
          path="audio.ringOutput"
          label="Device that rings"
          hint="For example the speakers, while you talk on a headset."
          options={deviceOptions(
            devices?.outputs,
            settings.value<string>('audio.ringOutput'),
            'Default speaker',
          )}
        />
        <Button
          icon="sound"
          onClick={() =>
            void model.run(
              audio.ring(settings.value('audio.ringOutput'), settings.value<'classic'>('audio.ringtone')),
            )
          }
        >
          Ring now
        </Button>
      </div>
      <SettingSelect
        settings={settings}
        path="audio.ringtone"
        label="Ring tone"
        options={[
          ['classic', 'Classic'],
          ['soft', 'Soft'],
          ['silent', 'Silent: only window and notification'],
        ]}
      />
      <SettingSwitch settings={settings} path="audio.noiseSuppression" label="Suppress noise" />
      <SettingSwitch
        settings={settings}
        path="audio.echoCancellation"
        label="Cancel echo"
        hint="Needed with loudspeakers; some headsets sound better without."
      />
      <SettingSwitch
        settings={settings}
        path="audio.autoGainControl"
        label="Keep my voice at an even level"
      />
    </Section>
  );
}

/** The default first, then what is plugged in; a device that was chosen but is gone stays visible as such. */
function deviceOptions(
  devices: readonly AudioDevice[] = [],
  chosen: string,
  defaultLabel: string,
): (readonly [string, string])[] {
  const named = devices.filter(({ id }) => id !== '' && id !== 'default');
  const options: (readonly [string, string])[] = [
    ['default', defaultLabel],
    ...named.map(({ id, label }, at) => [id, label || `Device ${at + 1}`] as const),
  ];
  if (!options.some(([id]) => id === chosen)) options.push([chosen, 'Chosen device (not connected)']);
  return options;
}
