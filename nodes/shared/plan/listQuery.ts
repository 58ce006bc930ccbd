import type { IDataObject } from 'n8n-workflow';
import { parameterOf } from '../api/names';
import type { Operation } from '../api/types';
import { FROM, hasFilters, PERIODS, TO } from '../parameters/standard';
import { anyOf, equals, literal } from '../values/filterText';
import { InputRefused } from '../values/inputRefused';
import { isRecord } from '../values/isRecord';
import { endOf, spanOf, type Preset, type Span } from '../values/period';
import { labelOf, wireValue, type Reading } from '../values/wireValue';
import type { Read } from './plan';

/**
 * What a list is asked for beside its own fields: filter, search and order. The span of time and
 * the filters that are fields become part of the text of the filter.
 *
 * @param now in milliseconds, from which Today and the like are seen
 * @throws InputRefused naming the field
 */
export function listQuery(
	operation: Operation,
	read: Read,
	reading: Reading,
	now: number,
): IDataObject {
	if (operation.kind !== 'getMany' || !hasFilters(operation.paging)) return {};
	const given = read('filters');
	const filters = isRecord(given) ? given : {};
	const { filter, search, orderby } = filters;
	const conditions = [
		...inTime(operation, read, reading, now),
		...inFields(operation, filters, reading),
	];
	if (isSet(filter)) conditions.push(conditions.length ? `(${String(filter)})` : String(filter));
	return {
		...(conditions.length ? { filter: conditions.join(' and ') } : {}),
		...(isSet(search) ? { search } : {}),
		...(isSet(orderby) ? { orderby } : {}),
	};
}

const isSet = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

function inTime({ time }: Operation, read: Read, reading: Reading, now: number): string[] {
	const period = String(read('period') ?? 'any');
	if (!time || period === 'any') return [];
	if (!Object.hasOwn(PERIODS, period)) {
		throw new InputRefused(
			`"Period" does not know "${period}"`,
			`Known are ${Object.keys(PERIODS).join(', ')}.`,
		);
	}
	const { from, to } =
		period === 'custom'
			? customSpan(read, reading)
			: spanOf(period as Preset, now, reading.timezone);
	return [
		...(from ? [`${time} ge ${literal(from)}`] : []),
		...(to ? [`${time} lt ${literal(to)}`] : []),
	];
}

function customSpan(read: Read, reading: Reading): Span {
	const [first, last] = [read('from'), read('to')];
	const from = wireValue(FROM, first, reading) as string | undefined;
	const to = isSet(last) ? endOf(last, labelOf(TO), reading.timezone) : undefined;
	if (!from && !to) {
		throw new InputRefused(
			'"From" and "To" are empty',
			'Fill in one of them, or choose another Period.',
		);
	}
	if (from && to && from >= to) {
		throw new InputRefused('"From" is not before "To"', 'Exchange them, or choose another Period.');
	}
	return { ...(from ? { from } : {}), ...(to ? { to } : {}) };
}

function inFields({ filters = [] }: Operation, given: IDataObject, reading: Reading): string[] {
	return filters.flatMap((field) => {
		const value = wireValue(field, given[parameterOf(field)], reading);
		if (value === undefined) return [];
		return [anyOf((field.matches ?? [field.name]).map((name) => equals(name, value)))];
	});
}
