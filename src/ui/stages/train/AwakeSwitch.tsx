import { hasWakeLock, keepAwake, useAwake } from '../../../store/awake.ts';
import { isActive, useRun } from '../../../store/run.ts';
import { Card } from '../../components/Card.tsx';
import { SwitchField } from '../../components/SwitchField.tsx';

/** Keeps the screen, and with it the device, from going to sleep in the midst of a run. */
export function AwakeSwitch() {
  const { wanted, held } = useAwake();
  const trains = useRun(({ phase }) => isActive(phase) && phase !== 'paused');
  if (!hasWakeLock()) return null;
  return (
    <Card>
      <SwitchField
        label="Keep the screen on while training"
        checked={wanted}
        onChange={keepAwake}
        help={
          wanted && trains
            ? held
              ? 'The screen stays on until the run ends or is paused.'
              : 'The browser does not keep the screen on at the moment. Training goes on.'
            : 'A device that falls asleep stops training until it wakes.'
        }
      />
    </Card>
  );
}
