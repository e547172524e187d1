import { Failure, Unanswered } from '#kernel/failure'
import type { Call, Effect, PortKeeper, Receipt } from './port.ts'

/**
 * The keepers of one system as one, for whoever sends to the system: each effect goes to who keeps its port. What one
 * of them could not do is told of its own effects alone; what the others did stays told.
 */
export function together(keepers: readonly PortKeeper[]): Pick<PortKeeper, 'perform'> {
  return {
    async perform(effects: readonly Effect[], call: Call): Promise<readonly (Receipt | Failure)[]> {
      const answers = new Map<Effect, Receipt | Failure>()
      for (const [port, own] of Map.groupBy(effects, (effect) => effect.port)) {
        const keeper = keepers.find((one) => one.port === port)
        if (!keeper) throw new Error(`nobody there keeps the ${port}`)
        const said = await keeper.perform(own, call).catch((failure: unknown) => {
          if (failure instanceof Failure) return own.map(() => failure)
          throw failure
        })
        for (const [nth, effect] of own.entries()) answers.set(effect, said[nth] ?? noAnswer(port))
      }
      return effects.map((effect) => answers.get(effect)!)
    },
  }
}

const noAnswer = (port: string): Failure => new Unanswered('NO_ANSWER', `The ${port} gave no answer to this effect.`)
