import {
	create,
	get,
	getMany,
	read,
	remove,
	removeAt,
	resource,
	update,
	write,
	upsert,
} from '../define';
import {
	choice,
	flag,
	generable,
	integer,
	json,
	keyed,
	list,
	listedId,
	need,
	object,
	onTop,
	reference,
	text,
} from '../fields';
import { httpSignIn } from '../httpSignIn';
import { name, ownNumber, pin } from '../numberFields';
import {
	forwardFields,
	holidays,
	hours,
	language,
	nightMode,
	outboundCallerIds,
	promptDelay,
	recording,
} from './shared';

const REPEAT = { REPEAT: 'Repeat the Prompt' };
const menuRule = (wire: string, title: string) =>
	object(wire, forwardFields({ ...REPEAT, DISA: 'Dial Out (DISA)' }), undefined, { title });

const settings = [
	language,
	integer('dtmf_interval', 'Seconds to wait for the next digit', {
		title: 'Digit Interval',
		default: 2,
		min: 1,
	}),
	reference('prompt_file_id', 'file', 'The menu that callers hear', {
		title: 'Prompt File',
		unseen: true,
	}),
	reference('transfer_prompt_file_id', 'file', 'Played while the call is put through', {
		unseen: true,
		title: 'Transfer Prompt File',
	}),
	flag('enable_pin', 'Whether callers who dial out (DISA) need the PIN', {
		title: 'Require PIN',
		default: true,
	}),
	object(
		'timeout_forward_rule',
		[
			integer('timeout', 'Seconds to wait for input', { default: 30 }),
			integer('repeat_times', 'How often the prompt is repeated first', { default: 3, min: 0 }),
			...forwardFields(REPEAT),
		],
		'For callers who press nothing',
	),
	keyed(
		'forward_rules',
		'When',
		{
			failure_forward_rule: 'Call Not Put Through',
			night_mode_forward_rule: 'Night Mode',
		},
		forwardFields(REPEAT),
		undefined,
		{ spread: true },
	),
	onTop(
		list(
			'custom_forward_rules',
			[
				text('user_input', 'Digits that the caller presses', { example: '1' }),
				hours,
				menuRule('office_hours_forward_rule', 'In Office Hours'),
				menuRule('non_office_hours_forward_rule', 'Outside Office Hours'),
				holidays,
				menuRule('holiday_forward_rule', 'On Holidays'),
			],
			'The whole menu: what each input leads to; what is not in the list is removed',
			{ title: 'Menu Options' },
		),
	),
	outboundCallerIds,
	nightMode,
	json('exclude_list', 'Its form is not published; read one first', { since: '22.3' }),
	recording,
	promptDelay,
];

const simple = [
	'id',
	'name',
	'extension_number',
	'language',
	'dtmf_interval',
	'timeout_forward_rule',
	'failure_forward_rule',
	'custom_forward_rules',
	'enable_night_mode',
];

export const virtualReceptionist = resource(
	'virtualReceptionist',
	'Virtual Receptionist',
	'/ivrs',
	[
		create([need(name), need(ownNumber), generable(pin, 'pin'), ...settings]),
		upsert(['extension_number', 'name']),
		get({ simple }),
		getMany(),
		update([name, pin, ...settings]),
		remove(),
		read('getStatus', 'GET /{id}/status', {
			name: 'Get Status',
			action: 'Get status of virtual receptionist',
			description: 'Whether the receptionist is on line',
		}),
	],
	{
		alsoCalled: 'IVR, Auto Attendant',
		description: 'Menus that answer calls; needs a tenant user or Act in Tenant',
	},
);

const url = listedId('url_id', { title: 'Action URL ID' });
const target = [
	onTop(name),
	flag('enabled', 'Whether the address is asked', { default: false }),
	choice(
		'type',
		{ DTMF: 'Digits', CALLER: 'Caller' },
		'Asked for what callers press, or for who calls',
	),
	choice('method', { GET: 'GET', POST: 'POST' }),
	text('headers', 'Headers of the request'),
	text('caller_mask', 'Callers for whom it is asked', { max: 255 }),
	text('dtmf_mask', 'Digits for which it is asked, with ranges', {
		title: 'Digit Mask',
		max: 255,
		example: '1000;2000;3000-4000',
	}),
	integer('connection_timeout', 'In seconds', { default: 2, min: 0 }),
	integer('request_timeout', 'In seconds', { default: 2, min: 0 }),
	...httpSignIn,
	// The contract's pattern was copied from the passwords (notes, part e): no address fits it.
	onTop(
		text('url', undefined, {
			min: 1,
			max: 128,
			example: 'https://automation.example/webhook/menu',
		}),
	),
];
const shortUrl = [
	'id',
	'name',
	'enabled',
	'type',
	'method',
	'url',
	'caller_mask',
	'dtmf_mask',
	'connection_timeout',
	'request_timeout',
];

export const virtualReceptionistActionUrl = resource(
	'virtualReceptionistActionUrl',
	'Virtual Receptionist Action URL',
	'/ivrs/{id}/action_urls',
	[
		create(target),
		upsert(['name']),
		read('get', 'GET /{url_id}', { path: [url], simple: shortUrl }),
		getMany({
			action: 'Get action URL list of virtual receptionist',
			paging: 'none',
			simple: shortUrl,
		}),
		write('update', 'POST /{url_id}', target, { path: [url] }),
		removeAt('POST /{url_id}/destroy', { path: [url] }),
	],
	{
		own: 'virtualReceptionist',
		description:
			'Addresses that a menu asks where to send a call; needs a tenant user or Act in Tenant',
	},
);
