import { type Chain, isOpen, openOrders, orderOf } from './chain.ts'
import { refuse } from './refusal.ts'
import type { Step } from './types.ts'
import { compared } from './units.ts'

/** An operation of the hub is a step of the routing; along a chain of orders its work orders are one operation. */

/** The routing's own number, such as 20; the name where the number is not unique or the step is not of a routing. */
export function operationName(chain: Chain, step: Step): string {
  if (step.operation === undefined) return step.name
  const number = chain.routing.get(step.operation)
  const alike = chain.steps.filter(
    (one) => one.order === step.order && one.operation !== undefined && chain.routing.get(one.operation) === number,
  )
  return alike.length === 1 ? `${number}` : step.name
}

export function isLabour(chain: Chain, step: Step): boolean {
  const code = chain.centres.get(step.centre)?.code ?? ''
  return code === 'LABOUR' || code.endsWith('-LABOUR')
}

const isRework = (step: Step): boolean => step.operation === undefined && step.name.startsWith('Rework ')

/** Work that is no step of the routing: labour, and rework. */
export const isBeside = (chain: Chain, step: Step): boolean => isLabour(chain, step) || isRework(step)

export function stepsOf(chain: Chain, operation: string): readonly Step[] {
  const steps = chain.orders.flatMap((order) =>
    chain.steps.filter(
      (step) =>
        step.order === order.id &&
        !isBeside(chain, step) &&
        [operationName(chain, step), step.name].includes(operation),
    ),
  )
  return steps.length > 0
    ? steps
    : refuse('UNKNOWN_OPERATION', `${chain.orders[0]!.name} has no operation ${operation}`)
}

export const goodAlong = (step: Step): number => step.good + step.goodBefore

/** Where work is reported: the first open order's step with something left to do, else the last open one's. */
export function stepForWork(chain: Chain, operation: string): Step {
  openOrders(chain)
  const steps = stepsOf(chain, operation).filter(
    (step) => isOpen(orderOf(chain, step.order)) && step.state !== 'cancel',
  )
  if (steps.length === 0)
    return refuse('ORDER_CLOSED', `Operation ${operation} of ${chain.orders[0]!.name} is closed in Odoo`)
  return steps.find((step) => step.ordered - goodAlong(step) > 1e-9) ?? steps.at(-1)!
}

/** Finished when everything is good or a report that still stands said so; `butFor` is the key of one that no longer does. */
export function isOver(chain: Chain, step: Step, butFor = ''): boolean {
  if (compared(chain.units.of(step.unit), goodAlong(step), step.ordered) >= 0) return true
  const wholly = new Set(chain.entries.filter(({ posted }) => posted['whole']).map(({ original }) => original))
  return chain.entries.some(
    ({ key, operation, posted }) =>
      operation === 'completeOperation' &&
      key !== butFor &&
      posted['step'] === step.id &&
      posted['final'] === true &&
      !wholly.has(key),
  )
}
