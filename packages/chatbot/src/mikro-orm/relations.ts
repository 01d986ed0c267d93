import { p, type EntityClass } from '@mikro-orm/core';

/** A reference, read as the id, to a row that this one goes with when it is deleted. */
export const belongsTo = <Row extends { id: number }>(entity: EntityClass<Row>) =>
  p.manyToOne(entity).mapToPk().deleteRule('cascade').updateRule('no action').index(false);

/** A reference, read as the id, that is emptied when the other row is deleted. */
export const mayPointTo = <Row extends { id: number }>(entity: EntityClass<Row>) =>
  p.manyToOne(entity).mapToPk().deleteRule('set null').updateRule('no action').index(false).nullable().strictNullable();
