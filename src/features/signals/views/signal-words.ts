import type { SignalKind } from '#core/signals/signal.ts';
import { m } from '#messages';

const names: Record<SignalKind, () => string> = {
  session: m.signals_session,
  exercise: m.signals_exercise,
  experiment: m.signals_experiment,
  habit: m.signals_habit,
  sign: m.signals_sign,
};

/** What a signal is called. */
export function signalName(kind: SignalKind): string {
  return names[kind]();
}
