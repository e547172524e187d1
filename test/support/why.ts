import { inject } from 'vitest'
import type { WhyView } from '#api'
import { type TestApi, testApi } from './api.ts'
import type { PlantStory } from './plant.ts'
import { type Told, whyChecker } from './why-checker.ts'

type Answer = Told & WhyView

/** Asks the hub's own door for explanations, as a person does, and has them judged by Odoo's tables. */
export interface WhyOf extends AsyncDisposable {
  readonly api: TestApi
  one(figure: Told['figure']): Promise<Answer>
  /** Every value of an order. */
  all(order: string): Promise<readonly Answer[]>
  /** What is wrong with answers, each with its figure. */
  complaints(answers: readonly Told[]): Promise<readonly string[]>
}

export async function whyOf(plant: PlantStory): Promise<WhyOf> {
  const api = await testApi(plant.database, plant.hub, { ask: (_plant, reading) => plant.ask(reading) })
  const eva = await api.person('eva', { role: 'auditor', plant: 'A' })
  const [hub] = await plant.world.rows(
    'select p.name from res_users u join res_partner p on p.id = u.partner_id where u.login = $1',
    [plant.odoo.login],
  )
  const judge = whyChecker(
    plant.world.rows,
    (sql, values) => plant.rows(sql, values),
    Number(inject('odooVersion')),
    hub!['name'],
  )

  async function one({ order, figure, ...more }: Told['figure']): Promise<Answer> {
    const query = new URLSearchParams({ value: figure, ...more })
    const answer = await eva.get(`/api/v1/why/${order}?${query.toString()}`)
    if (answer.statusCode !== 200) throw new Error(`${figure} ${JSON.stringify(more)} of ${order}: ${answer.body}`)
    return answer.json()
  }

  return {
    api,
    one,
    async all(order) {
      const { others } = await one({ order, figure: 'produced' })
      const answers: Answer[] = []
      for (const figure of others) answers.push(await one(figure as Told['figure']))
      return answers
    },
    async complaints(answers) {
      const found: string[] = []
      for (const answer of answers)
        for (const complaint of await judge(answer)) found.push(`${JSON.stringify(answer.figure)}: ${complaint}`)
      return found
    },
    [Symbol.asyncDispose]: () => api[Symbol.asyncDispose](),
  }
}
