import { afterAll, beforeAll, expect, it } from 'vitest'
import { Console } from './open-console.ts'
import { pages } from './states.ts'

/** A18: what events say is shown as the text it is, on every page, and runs nowhere. */

const mark = '<img src=nowhere onerror=window.hurt=1><script>window.hurt=1</script>'
/** Words that come from outside: whoever reports may write anything into them. */
const fromOutside = /"(sentence|label|itemName|item|lot|actor|reason|said|text|note|title|name|subject)":"/g

/** Where most of it stands; a full run looks at every page. */
const SOME = new Set(['Today', 'Exceptions', 'Approvals', 'Messages', 'Journey', 'Orders', 'Order'])

let console_: Console
beforeAll(async () => {
  console_ = await Console.open()
})
afterAll(() => console_[Symbol.asyncDispose]())

it('A18: shows what events say as the text it is', async () => {
  await using context = await console_.play('full')
  let spoilt = 0
  let shown = 0
  await context.route('**/api/v1/stream', (route) => route.abort())
  await context.route(/\/api\/v1\/(?!stream)/, async (route) => {
    const answer = await route.fetch()
    const body = await answer.text()
    if (!answer.headers()['content-type']?.includes('json')) return route.fulfill({ response: answer, body })
    const hostile = body.replaceAll(fromOutside, (words) => {
      spoilt++
      return words + JSON.stringify(mark).slice(1, -1)
    })
    return route.fulfill({ response: answer, body: hostile })
  })
  const asked = process.env['MILLWRIGHT_FULL'] ? pages : pages.filter(([name]) => SOME.has(name))
  for (const [name, address] of asked) {
    const { page } = await console_.visit(context, address)
    await page.waitForLoadState('networkidle')
    expect(
      await page.evaluate(
        '[window.hurt ?? 0, document.querySelectorAll("img[src=nowhere], body script:not([src])").length]',
      ),
      name,
    ).toEqual([0, 0])
    shown += await page.getByText('<img src=nowhere').count()
    await page.close()
  }
  expect(asked.length).toBeGreaterThanOrEqual(SOME.size)
  expect(spoilt).toBeGreaterThan(50)
  expect(shown).toBeGreaterThan(20)
}, 120_000)
