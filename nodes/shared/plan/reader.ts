import type { IDataObject } from 'n8n-workflow';
import { parameterOf } from '../api/names';
import type { Field } from '../api/types';
import { collectionTitle, COLLECTIONS } from '../parameters/collections';
import { refused } from '../values/inputRefused';
import { isRecord } from '../values/isRecord';
import { holdsWordOfNothing, isUnset, refuseWords } from '../values/text';
import { labelOf, wireValue, type Reading } from '../values/wireValue';
import { NO_EXPRESSIONS, type Expressions } from './expressions';

/** Gives the value of a parameter at the item in question; undefined where it is not shown. */
export interface Read {
	(parameter: string): unknown;
	/** What the parameters hold before they are resolved; absent where they hold values only. */
	expressions?: Expressions;
}

/**
 * What an expression that gives nothing does: for a field that decides what or where something is
 * read or written, it stops the item; for one that must be filled in, so does a text of which a
 * part gives nothing; any other field counts as left empty.
 */
export type Weight = 'deciding' | 'required' | 'plain';

/** The parameters of one item, each read by the type of its field. */
export class Reader {
	/** What the collections of optional fields hold, and in which of them. */
	private optional: Map<string, { collection: string; value: unknown }> | undefined;
	private readonly expressions: Expressions;

	constructor(
		private readonly read: Read,
		readonly reading: Reading,
	) {
		this.expressions = read.expressions ?? NO_EXPRESSIONS;
	}

	/**
	 * A field of an operation: at the top where it is required or on top, else in one of the
	 * collections.
	 *
	 * @throws InputRefused naming the field
	 */
	field(field: Field, weight: Weight): unknown {
		const name = parameterOf(field);
		if (field.required) return this.top(field, weight);
		if (field.onTop) return this.checked(field, pickedIn(this.read(name)), weight, name);
		const given = this.givenIn(name);
		return given && this.checked(field, given.value, weight, given.collection, name);
	}

	/**
	 * A parameter of its own.
	 *
	 * @throws InputRefused naming the field
	 */
	top(field: Field, weight: Weight): unknown {
		const name = parameterOf(field);
		return this.checked(field, this.read(name), weight, name);
	}

	/**
	 * A field of a collection that is no collection of fields of the body.
	 *
	 * @throws InputRefused naming the field
	 */
	within(collection: string, fields: readonly Field[]): IDataObject {
		const values = groupOf(collection, this.read(collection));
		const result: IDataObject = {};
		for (const field of fields) {
			const name = parameterOf(field);
			if (!Object.hasOwn(values, name)) continue;
			const value = this.checked(field, values[name], 'deciding', collection, name);
			if (value !== undefined) result[field.name] = value as string;
		}
		return result;
	}

	/** Whether a field was added to the node, or is filled by an expression, whatever it gives. */
	isAdded(field: Field): boolean {
		const name = parameterOf(field);
		if (!field.required && !field.onTop) return this.givenIn(name) !== undefined;
		return this.expressions.fill(name);
	}

	private givenIn(name: string): { collection: string; value: unknown } | undefined {
		if (!this.optional) {
			this.optional = new Map();
			for (const collection of COLLECTIONS) {
				for (const [each, value] of Object.entries(groupOf(collection, this.read(collection)))) {
					this.optional.set(each, { collection, value });
				}
			}
		}
		return this.optional.get(name);
	}

	private checked(
		field: Field,
		found: unknown,
		weight: Weight,
		parameter: string,
		part?: string,
	): unknown {
		const given = field.picks ? valueOf(found) : found;
		if (weight !== 'plain') this.refuseGap(field, given, parameter, part);
		if (typeof given === 'string' && holdsWordOfNothing(given)) {
			refuseWords(field, given, weight === 'deciding' || this.expressions.join(parameter, part));
		}
		const value = wireValue(field, given, this.reading);
		if (value === undefined && weight === 'deciding' && this.expressions.fill(parameter, part)) {
			throw refused('nothing', field, undefined, 'its expression gives nothing for this item', {
				advice: `Look whether this item has the value that it names. To leave ${labelOf(field)} out, take the expression away.`,
			});
		}
		return value;
	}

	private refuseGap(field: Field, given: unknown, parameter: string, part?: string): void {
		const gap = this.expressions.gapIn(parameter, part);
		if (gap === undefined) return;
		throw refused(
			'gap',
			field,
			valueOf(given),
			`the part {{ ${gap} }} gives nothing for this item`,
			{
				advice: 'Look whether this item has the value that it names.',
			},
		);
	}
}

/** Outside a collection, an empty list is how nothing is picked. */
const pickedIn = (given: unknown): unknown =>
	Array.isArray(given) && given.length === 0 ? undefined : given;

/** What a locator holds. */
const valueOf = (given: unknown): unknown => (isRecord(given) ? given.value : given);

/** A collection of fields; an expression can give it as JSON, too. */
function groupOf(name: string, value: unknown): IDataObject {
	if (isUnset(value)) return {};
	if (isRecord(value)) return value;
	const field: Field = { name, type: 'json', title: collectionTitle(name), form: 'jsonObject' };
	return (wireValue(field, value, { timezone: '', secrets: new Set() }) ?? {}) as IDataObject;
}
