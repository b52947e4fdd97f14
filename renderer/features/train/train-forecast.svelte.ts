/** How long the next training would take: asked again whenever the document rests for a moment. */
import type { ForecastAnswer } from '../../../shared/contract/job-calls.ts';
import { app } from '../../state/app-state.svelte.ts';
import { durationText } from '../../state/time-text.ts';
import { strings } from '../../strings/en.ts';

const restMs = 400;

export class TrainForecast {
  #answer: ForecastAnswer | null = $state.raw(null);

  /** 'about 12 s'; null where nobody knows. */
  get scratchText(): string | null {
    return takes(this.#answer?.scratchSec ?? null);
  }

  get warmText(): string | null {
    // What cannot go on begins anew.
    return takes(this.#answer?.warmSec ?? this.#answer?.scratchSec ?? null);
  }

  /** @returns what gives the question up */
  askSoon(project: string): () => void {
    let isGivenUp = false;
    const timer = setTimeout(() => {
      void app.client?.call('train.forecast', { project }).then((answer) => {
        if (!isGivenUp) this.#answer = answer.ok ? answer.value : null;
      });
    }, restMs);
    return () => {
      isGivenUp = true;
      clearTimeout(timer);
    };
  }
}

function takes(sec: number | null): string | null {
  return sec === null ? null : strings.train.takes(durationText(sec));
}
