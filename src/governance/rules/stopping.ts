import type { Difference } from './differences.ts'
import type { Rules } from './document.ts'

/** Rules in which the flows that differences are about are set as in others; everything else stays. */
export function withFlowsLike(rules: Rules, others: Rules, differences: readonly Difference[]): Rules {
  const isMeant = ({ plant, flow }: { readonly plant: string; readonly flow: string }) =>
    differences.some((one) => one.plant === plant && one.what === flow)
  return {
    ...rules,
    flows: [...rules.flows.filter((setting) => !isMeant(setting)), ...others.flows.filter(isMeant)],
  }
}
