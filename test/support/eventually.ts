import { vi } from 'vitest'
import { type Duration, minutes } from '#kernel/time'

/**
 * Looks again and again until it holds, and answers what was found then. The deadline is for what never comes: it is
 * generous, since the machine may have much else to do, and no story is about it.
 */
export const eventually = <Found>(
  look: () => Found | Promise<Found>,
  atMost: Duration = minutes(1),
): Promise<Awaited<Found>> => vi.waitFor(look, { timeout: atMost, interval: 25 }) as Promise<Awaited<Found>>
