import type { BatchYielded } from '#model/batch'
import { add, compare, convertible, negated, type Quantity, scale, subtract, zero } from '#model/quantity'

export type YieldVerdict =
  | { readonly kind: 'unit-does-not-convert'; readonly uom: string }
  | {
      readonly kind: 'balanced' | 'out-of-balance'
      readonly input: Quantity
      readonly output: Quantity
      readonly loss: Quantity
      /** What went in and is nowhere; less than nothing where more came out. */
      readonly missing: Quantity
    }

/** Weighs what went in, as far as it counts, against what came out and was lost. Pure and exact. */
export function judgeYield(
  { inputs, outputs, loss }: Pick<BatchYielded, 'inputs' | 'outputs' | 'loss'>,
  tolerance: string,
): YieldVerdict {
  const { uom } = inputs[0]!.quantity
  const told = [...inputs, ...outputs].map(({ quantity }) => quantity).concat(loss ?? [])
  const other = told.find((one) => !convertible(one.uom, uom))
  if (other) return { kind: 'unit-does-not-convert', uom: other.uom }
  const sum = (parts: readonly Quantity[]): Quantity => parts.reduce(add, zero(uom))
  const input = sum(inputs.map(({ quantity, potency }) => scale(quantity, potency)))
  const output = sum(outputs.map(({ quantity }) => quantity))
  const lost = sum(loss ? [loss] : [])
  const missing = subtract(subtract(input, output), lost)
  const size = compare(missing, zero(uom)) < 0 ? negated(missing) : missing
  const kind = compare(size, scale(input, tolerance)) > 0 ? 'out-of-balance' : 'balanced'
  return { kind, input, output, loss: lost, missing }
}
