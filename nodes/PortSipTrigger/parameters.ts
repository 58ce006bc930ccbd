import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { EventFilter } from '../../pbx/events/filter';
import type { EventName } from '../../pbx/events/names';
import { DIRECTIONS } from '../../pbx/events/words';
import type { Field } from '../shared/api/types';
import { SIMPLIFY } from '../shared/parameters/standard';
import type { Reader } from '../shared/plan/reader';
import { readerOf, tenantIn } from '../shared/trigger/reader';
import { choiceValue } from '../shared/values/choices';
import { InputRefused } from '../shared/values/inputRefused';
import { labelOf } from '../shared/values/label';
import type { Lookup } from '../shared/values/lookup';
import { properties } from './properties';

/** What the node was set to, checked. */
export interface Parameters {
	triggerOn: readonly EventName[];
	/** What names the tenant; undefined for that of the account. */
	tenant: string | Lookup | undefined;
	filter: EventFilter;
	simple: boolean;
	basic: boolean;
	allowHttp: boolean;
	allowLocal: boolean;
	takeOver: boolean;
}

/** The choices of a parameter, by value. */
const choicesOf = (name: string): Record<string, string> => {
	const { options = [] } = properties.find((property) => property.name === name) ?? {};
	return Object.fromEntries(
		options.flatMap((option) => ('value' in option ? [[String(option.value), option.name]] : [])),
	);
};

const TRIGGER_ON: Field = { name: 'triggerOn', type: 'texts', title: 'Trigger On' };

const EVENT: Field = { ...TRIGGER_ON, type: 'choice', options: choicesOf(TRIGGER_ON.name) };

const text = (name: string, title: string): Field => ({ name, type: 'texts', title });
const flag = (name: string, title: string): Field => ({ name, type: 'boolean', title });

const FILTERS: readonly Field[] = [
	text('directions', 'Directions'),
	text('extensions', 'Extensions'),
	text('numbers', 'Numbers'),
	text('queues', 'Queues'),
	{
		name: 'outcome',
		type: 'choice',
		title: 'Answered or Missed',
		options: { answered: 'Answered', missed: 'Missed' },
	},
	{ name: 'minimumTalk', type: 'number', title: 'Minimum Duration', min: 0 },
];

const DIRECTION: Field = {
	name: 'directions',
	type: 'choice',
	title: 'Directions',
	options: Object.fromEntries(DIRECTIONS.map((each) => [each, each])),
};

const OPTIONS: readonly Field[] = [
	{
		name: 'authentication',
		type: 'choice',
		title: 'Authentication',
		options: { bearer: 'Bearer Token', basic: 'Basic Auth' },
	},
	flag('allowHttp', 'Allow HTTP'),
	flag('allowLocal', 'Allow Local Address'),
	flag('takeOver', 'Take Over'),
];

/**
 * Reads the parameters of the node.
 *
 * @throws InputRefused naming the field
 */
export function parametersOf(context: IHookFunctions | IWebhookFunctions): Parameters {
	const reader = readerOf(context);
	const options = reader.within('options', OPTIONS);
	return {
		triggerOn: eventsIn(reader),
		tenant: tenantIn(reader),
		filter: filterIn(reader),
		simple: reader.top(SIMPLIFY, 'deciding') !== false,
		basic: options.authentication === 'basic',
		allowHttp: options.allowHttp === true,
		allowLocal: options.allowLocal === true,
		takeOver: options.takeOver === true,
	};
}

/**
 * What names the tenant, alone: all that is needed to take a registration back.
 *
 * @throws InputRefused
 */
export const tenantOf = (context: IHookFunctions): string | Lookup | undefined =>
	tenantIn(readerOf(context));

function eventsIn(reader: Reader): EventName[] {
	const chosen = (reader.top(TRIGGER_ON, 'deciding') ?? []) as string[];
	if (!chosen.length) {
		throw new InputRefused(
			`"${labelOf(TRIGGER_ON)}" is empty, so nothing would start the workflow`,
			'Choose at least one event.',
		);
	}
	return chosen.map((each) => choiceValue(EVENT, each) as EventName);
}

function filterIn(reader: Reader): EventFilter {
	const { directions, ...filter } = reader.within('filters', FILTERS) as EventFilter;
	return {
		...filter,
		...(directions
			? { directions: directions.map((each) => choiceValue(DIRECTION, each) ?? '') }
			: {}),
	};
}
