import { useEffect, useState } from 'preact/hooks';
import type { GrantedHeadset, HeadsetPort } from '@/components/options/headset-port';
import type { PageModel } from '@/components/page-model';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';

/** Lets the buttons of a headset answer, mute and hang up: allowed once, for each headset. */
export function HeadsetButtons({ headsets, model }: { headsets: HeadsetPort; model: PageModel }) {
  const [granted, setGranted] = useState<GrantedHeadset[]>([]);
  const read = () => void headsets.list().then(setGranted, () => setGranted([]));
  const then = (request: Promise<void>) => void model.run(request).then(read);
  useEffect(() => {
    read();
    headsets.watch(read);
  }, []);
  return (
    <div class="headset-buttons" role="group" aria-labelledby="headset-buttons-title">
      <strong id="headset-buttons-title">Headset buttons</strong>
      {granted.length > 0 ? (
        <ul>
          {granted.map(({ id, name }) => (
            <li key={id} class="granted-device">
              <Icon name="check" size={18} />
              <span dir="auto">{name}</span>
              <Button
                look="quiet"
                label={`Forget the buttons of ${name}`}
                onClick={() => then(headsets.forget(id))}
              >
                Forget
              </Button>
            </li>
          ))}
        </ul>
      ) : (
        <small class="hint">
          Answer, mute and hang up with the buttons of your headset. Plug it in and choose it once.
        </small>
      )}
      <Button icon="phone" onClick={() => then(headsets.connect())}>
        {granted.length > 0 ? 'Add another headset' : 'Connect a headset'}
      </Button>
    </div>
  );
}
