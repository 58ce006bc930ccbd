import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../api/types';
import { FILTERS, FROM, hasFilters, PERIOD, TO } from '../parameters/standard';
import { anyOf, equals, literal } from '../values/filterText';
import { InputRefused, refused } from '../values/inputRefused';
import { spanOf, type Preset, type Span } from '../values/period';
import type { Reader } from './reader';

/**
 * What a list is asked for beside its own fields: filter, search and order. The span of time and
 * the filters that are fields become part of the text of the filter.
 *
 * @param now in milliseconds, from which Today and the like are seen
 * @throws InputRefused naming the field
 */
export function listQuery(operation: Operation, reader: Reader, now: number): IDataObject {
	if (operation.kind !== 'getMany' || !hasFilters(operation.paging)) return {};
	const { filter, ...others } = reader.within('filters', FILTERS);
	const conditions = [...inTime(operation, reader, now), ...inFields(operation, reader)];
	if (filter !== undefined) {
		conditions.push(conditions.length ? `(${String(filter)})` : String(filter));
	}
	return { ...(conditions.length ? { filter: conditions.join(' and ') } : {}), ...others };
}

function inTime({ time }: Operation, reader: Reader, now: number): string[] {
	const period = time === undefined ? 'any' : (reader.top(PERIOD, 'deciding') ?? 'any');
	if (period === 'any') return [];
	const { from, to } =
		period === 'custom'
			? customSpan(reader)
			: spanOf(period as Preset, now, reader.reading.timezone);
	return [
		...(from ? [`${time} ge ${literal(from)}`] : []),
		...(to ? [`${time} lt ${literal(to)}`] : []),
	];
}

function customSpan(reader: Reader): Span {
	const from = reader.top(FROM, 'deciding') as string | undefined;
	const to = reader.top(TO, 'deciding') as string | undefined;
	if (!from && !to) {
		throw new InputRefused(
			'"From" and "To" are empty',
			'Fill in one of them, or choose another Period.',
		);
	}
	if (from && to && from >= to) {
		throw refused('period', FROM, from, `it is not before "To", which is ${to}`, {
			advice: 'Exchange them, or choose another Period.',
		});
	}
	return { ...(from ? { from } : {}), ...(to ? { to } : {}) };
}

function inFields({ filters = [] }: Operation, reader: Reader): string[] {
	const values = reader.within('filters', filters);
	return filters.flatMap(({ name, matches = [name] }) => {
		const value = values[name];
		return value === undefined ? [] : [anyOf(matches.map((each) => equals(each, value)))];
	});
}
