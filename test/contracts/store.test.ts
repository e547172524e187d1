import { describe } from 'vitest'
import { simulatedBench } from './simulated-bench.ts'
import { storeContract } from './store.ts'

describe('the simulated database', () => storeContract(async () => simulatedBench()))
