import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { z } from 'zod'
import type { Faults } from '../../simulators/cmms/faults.ts'
import type { Deed } from '../../simulators/cmms/story.ts'
import type { Truth } from '../../simulators/cmms/truth.ts'

export interface CmmsProcess extends AsyncDisposable {
  readonly url: string
  /** Has people do something there; answers its number. */
  drive(deed: z.input<typeof Deed>): Promise<number>
  faults(wished: Partial<Faults>): Promise<void>
  journal(): Promise<Truth>
}

/** A simulated CMMS in a process of its own. */
export async function cmmsProcess(vendor: 'atlas' | 'maintainx', ...args: readonly string[]): Promise<CmmsProcess> {
  const child = spawn(process.execPath, [`simulators/${vendor}/main.ts`, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const { url } = JSON.parse(String(line)) as { url: string }
  async function ask<Answer>(path: string, body?: object): Promise<Answer> {
    const answer = await fetch(`${url}/__${path}`, body ? { method: 'POST', body: JSON.stringify(body) } : {})
    if (!answer.ok) throw new Error(`the simulated CMMS says ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as Answer
  }
  return {
    url,
    drive: async (deed) => (await ask<{ id: number }>('drive', deed)).id,
    faults: async (wished) => void (await ask('faults', wished)),
    journal: () => ask<Truth>('journal'),
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}
