import type { IDataObject } from 'n8n-workflow';
import { CallFailed } from '../../../pbx/failures';
import type { Session } from '../../../pbx/session';
import type { Field, Part } from '../api/types';
import { InputRefused } from '../values/inputRefused';
import { isRecord } from '../values/isRecord';
import { shown } from '../values/shown';
import { labelOf } from '../values/wireValue';
import { factOf, idIn } from './compare';
import { differenceOf, isEmpty, MASK, type Change } from './difference';
import { sendPart } from './parts';
import type { Recognised } from './recognised';
import { fieldsOf, type Held, type Result, type Wanted } from './wanted';
import { write } from './write';

/**
 * Makes a record hold what is wanted: writes what differs, and reads it back.
 *
 * @throws CallFailed; InputRefused where something differs that cannot be changed
 */
export async function changeRecord(
	session: Session,
	records: Recognised,
	wanted: Wanted,
	held: Held,
): Promise<Result> {
	const { upsert, sendsSecrets, dryRun } = wanted;
	const { update, parts } = upsert;
	const given = withoutKey(wanted);
	const own = parts.filter(({ field }) => given[field.name] !== undefined);
	const plain = Object.fromEntries(
		Object.entries(given).filter(([name]) => !own.some(({ field }) => field.name === name)),
	);
	const fields = fieldsOf(wanted);
	const { changed, notCompared } = differenceOf(fields, plain, held.record);
	refuseFixed(wanted, changed);
	const named = new Set(changed.map(({ field }) => topOf(field)));
	const unseen = notCompared.filter((name) => sendsSecrets && isChangeable(wanted, topOf(name)));
	for (const name of unseen) named.add(topOf(name));
	const hidden = unseen.map((field) => ({ field, before: MASK, after: MASK }));
	const partly = own.flatMap((part) => {
		const change = changeOf(part, given, held.record, sendsSecrets);
		return change ? [{ part, value: given[part.field.name], change }] : [];
	});
	const result: Result = {
		operation: 'unchanged',
		id: held.id,
		changed: [...changed, ...hidden, ...partly.map(({ change }) => change)],
		notCompared: [
			...notCompared.filter((name) => !unseen.includes(name)),
			...(sendsSecrets ? [] : own.filter(isHiddenIn(held.record)).map(({ field }) => field.name)),
		],
		notKept: [],
		record: held.record,
		made: {},
		before: held,
	};
	if (!named.size && !partly.length) return result;
	result.operation = 'updated';
	if (dryRun) return result;
	if (named.size) {
		const body = bodyOf(update.bodyFields, held.record, plain, named);
		const whole = records.resets ? wholeOf(update.bodyFields, held.record) : {};
		result.record = await written(session, records, wanted, held, { ...whole, ...body });
		result.notKept = differenceOf(fields, pick(plain, named), result.record).changed;
	}
	for (const { part, value, change } of partly) {
		await sendPart(session, part, held.ids, value, change.before);
	}
	return result;
}

/** Whether a record does not show a part, as it does not show passwords. */
const isHiddenIn =
	(record: Readonly<IDataObject>) =>
	({ shownAs }: Part): boolean =>
		shownAs === undefined || record[shownAs] === undefined;

/** What a part would change; undefined where it is as wanted, or is not to be sent. */
function changeOf(
	part: Part,
	given: Readonly<IDataObject>,
	record: Readonly<IDataObject>,
	sendsSecrets: boolean,
): Change | undefined {
	const { field, shownAs = '' } = part;
	if (isHiddenIn(record)(part)) {
		return sendsSecrets ? { field: field.name, before: MASK, after: MASK } : undefined;
	}
	const { name } = field;
	const [change] = differenceOf(
		[field],
		{ [name]: given[name] },
		{ [name]: record[shownAs] },
	).changed;
	return change;
}

/** The value by which it was recognised is the record's, whatever its capitals are. */
const withoutKey = ({ body, key }: Wanted): IDataObject =>
	Object.fromEntries(
		Object.entries(body).filter(
			([name]) => !key.some((field) => field.name === name && field.type !== 'didNumbers'),
		),
	);

const topOf = (name: string): string => name.split('.')[0];

const pick = (values: Readonly<IDataObject>, names: ReadonlySet<string>): IDataObject =>
	Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));

/** What only creating takes cannot be changed; what no row knows may well be. */
const isChangeable = ({ upsert: { create, update } }: Wanted, name: string): boolean =>
	factOf(update.bodyFields, name) !== undefined || !factOf(create.bodyFields, name);

function refuseFixed(wanted: Wanted, changed: readonly Change[]): void {
	const fixed = changed.filter(({ field }) => !isChangeable(wanted, topOf(field)));
	if (!fixed.length) return;
	const fields = fieldsOf(wanted);
	const lines = fixed.map(({ field, before, after }) => {
		const fact = factOf(fields, topOf(field));
		return `"${fact ? labelOf(fact) : field}" is ${shown(before)} on the PBX and ${shown(after)} here`;
	});
	throw new InputRefused(
		`The ${wanted.noun} is there, but cannot become this: ${lines.join('; ')}`,
		'The PBX cannot change that once the record exists. Nothing was written: give the value that it has, leave the field empty, or delete the record yourself first.',
	);
}

/** What is sent: of an object all that the record holds in it, since the PBX may not merge it. */
function bodyOf(
	facts: readonly Field[],
	held: Readonly<IDataObject>,
	given: Readonly<IDataObject>,
	names: ReadonlySet<string>,
): IDataObject {
	const kept = facts.filter(
		({ kept: isKept, name }) => isKept && given[name] === undefined && !isEmpty(held[name]),
	);
	return {
		...Object.fromEntries(kept.map(({ name }) => [name, held[name]])),
		...Object.fromEntries(
			Object.entries(pick(given, names)).map(([name, value]) => {
				const fact = factOf(facts, name);
				return [name, fact?.type === 'object' ? completed(fact, held[name], value) : value];
			}),
		),
	};
}

function completed(fact: Field, held: unknown, given: unknown): IDataObject {
	const before = isRecord(held) ? held : {};
	const after = isRecord(given) ? given : {};
	return { ...wholeOf(fact.fields ?? [], before), ...after };
}

/** All that a record shows of some fields, as it can be sent. */
function wholeOf(facts: readonly Field[], held: Readonly<IDataObject>): IDataObject {
	const names = facts.flatMap((fact) =>
		fact.spread ? Object.keys(fact.options ?? {}) : [fact.name],
	);
	return Object.fromEntries(
		names
			.filter((name) => held[name] !== undefined && held[name] !== null)
			.map((name) => {
				const fact = factOf(facts, name);
				const value = held[name];
				return [
					name,
					fact?.fields && isRecord(value) && fact.type === 'object'
						? wholeOf(fact.fields, value)
						: asSent(fact, value),
				];
			}),
	) as IDataObject;
}

/** A value that was read, as it is sent: records of which only the ids are sent. */
export function asSent(fact: Field | undefined, value: unknown): unknown {
	if (fact?.type === 'texts' && Array.isArray(value)) return value.map(idIn);
	if (!fact?.fields || !Array.isArray(value)) return value;
	const { fields } = fact;
	return value.map((each: unknown) =>
		isRecord(each)
			? Object.fromEntries(
					Object.entries(each).map(([name, part]) => [name, asSent(factOf(fields, name), part)]),
				)
			: each,
	);
}

/**
 * Writes and reads back. Whether an update takes what it leaves out for the value of a new record
 * is not published: where it did, the record gets back what it held.
 */
async function written(
	session: Session,
	records: Recognised,
	{ upsert: { update, get } }: Wanted,
	{ ids, record }: Held,
	body: IDataObject,
): Promise<IDataObject> {
	const send = async (fields: IDataObject) =>
		await write(session, update, { method: 'POST', route: update.path, ids, body: fields });
	const read = async (): Promise<IDataObject> => {
		const reply = await session.send({ method: 'GET', route: get.path, ids, needsBody: true });
		return isRecord(reply.body) ? reply.body : {};
	};
	await send(body);
	const after = await read();
	// What no record can be made without stays in any case, and so says nothing.
	const { demanded = [] } = update;
	const others = update.bodyFields.filter(
		({ name, secret, spread, unseen }) =>
			!(name in body) && !secret && !spread && !unseen && !demanded.includes(name),
	);
	if (!wasReset(others, record, after)) return after;
	records.resets = true;
	await send({ ...wholeOf(update.bodyFields, record), ...body });
	const restored = await read();
	if (!wasReset(others, record, restored)) return restored;
	const lost = others.filter(({ name }) => isEmpty(restored[name]) && !isEmpty(record[name]));
	throw new CallFailed({
		kind: 'incomplete',
		message: `the update was done, but the PBX also took away what was not sent: ${lost.map(labelOf).join(', ')}`,
		advice: 'Look at the record in the portal, and fill in these fields.',
	});
}

/**
 * Whether what a record held beside what was sent is now as in a new record: something is gone,
 * and nothing is left of which it is known what a new record has.
 */
function wasReset(
	fields: readonly Field[],
	before: Readonly<IDataObject>,
	after: Readonly<IDataObject>,
): boolean {
	const held = fields.filter((field) => hasKnownStart(field) && !isNew(field, before[field.name]));
	return held.length > 0 && held.every((field) => isNew(field, after[field.name]));
}

/** Whether it is known what a new record has in a field. */
const hasKnownStart = ({ default: usual, type }: Field): boolean =>
	usual !== undefined || !['boolean', 'choice', 'integer', 'number'].includes(type);

/** Whether it is the value that a new record has. */
export const isNew = ({ default: usual, type, fields = [] }: Field, value: unknown): boolean => {
	if (type === 'object' && isRecord(value)) {
		return fields.every((each) => !hasKnownStart(each) || isNew(each, value[each.name]));
	}
	return isHollow(value) || value === usual;
};

/** Nothing is in it, in whatever depth: hours of a week in which no day has any. */
const isHollow = (value: unknown): boolean =>
	isEmpty(value) ||
	(isRecord(value) && Object.values(value).every((each) => each === false || isHollow(each)));
