/** The door of planning: what each machine does when. */
export { type Begun } from './job-shop/begun.ts'
export { planJobShop } from './job-shop/plan.ts'
export { readJobShop } from './job-shop/read.ts'
export type { JobShop } from './job-shop/shop.ts'
