/** How many fixed seeds `npm test` lives, from 1. */
export const SEEDS = 10_000

/**
 * Seeds that once broke a promise, with what was wrong; they are run first for ever. A seed is a world of the simulation as
 * it is now: where more is drawn than before, it is another world. What must stay findable is in `planted/faults.ts`.
 */
export const corpus: readonly (readonly [seed: number, broke: string])[] = [
  [1, 'a refusal that named nobody stopped its message where no person saw it'],
  [4, 'one message whose body did not fit its flow stopped every lane claimed with it'],
  [7, 'an effect was called refused while an earlier try of it could still be booked'],
  [9, 'the heartbeat renewed what a failed turn had claimed, so that nobody ever took it again'],
  [13, 'a closing did not see what had been decided in its own turn'],
  [176, 'a batch was refused in part, its answer was lost, and the refused was booked after the rest'],
  [232, 'one outcome that no database holds took the others of its lane with it'],
  [7342, 'what people had judged again many times was tried hours later, each time twice as many'],
  [549896, 'the same, behind an outage of eight hours'],
]
