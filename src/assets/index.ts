/** The door of assets: what stands in the plants, and which work centre of the ERP each place is. */
export { type AssetBook, assetBook, type AssetRow, type MappedEquipment } from './book.ts'
export { capacityDesk, type CapacityDeskParts } from './capacity-desk.ts'
