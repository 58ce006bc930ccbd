import type { Field } from './types';

/** Words whose spelling in labels is not plain capitalisation. */
const SPELLING: Readonly<Record<string, string>> = {
	ai: 'AI',
	api: 'API',
	cc: 'Contact Center',
	cdr: 'CDR',
	cidr: 'CIDR',
	cpu: 'CPU',
	crm: 'CRM',
	did: 'DID',
	dns: 'DNS',
	e164: 'E.164',
	http: 'HTTP',
	https: 'HTTPS',
	id: 'ID',
	ids: 'IDs',
	im: 'IM',
	ip: 'IP',
	ips: 'IPs',
	ipv4: 'IPv4',
	ipv6: 'IPv6',
	inlan: 'in LAN',
	log: 'Log',
	pai: 'PAI',
	pbx: 'PBX',
	prack: 'PRACK',
	sbc: 'SBC',
	sdp: 'SDP',
	sip: 'SIP',
	sip603: 'SIP 603',
	srtp: 'SRTP',
	ssl: 'SSL',
	starttls: 'STARTTLS',
	stir: 'STIR',
	shaken: 'SHAKEN',
	tel: 'TEL',
	tls: 'TLS',
	timezone: 'Time Zone',
	uad: 'Extension',
	uri: 'URI',
	url: 'URL',
	acd: 'ACD',
	cli: 'CLI',
	disa: 'DISA',
	dtmf: 'DTMF',
	moh: 'Music on Hold',
	pin: 'PIN',
	sla: 'SLA',
	vip: 'VIP',
	acb: 'ACB',
	blf: 'BLF',
	dhcp: 'DHCP',
	dnd: 'DND',
	led: 'LED',
	lldp: 'LLDP',
	mac: 'MAC',
	mms: 'MMS',
	pc: 'PC',
	rps: 'RPS',
	sms: 'SMS',
	uc: 'UC',
	vlan: 'VLAN',
	wan: 'WAN',
	bitrate: 'Bit Rate',
	framerate: 'Frame Rate',
	www: 'WWW',
};

/** Words that stay small inside a title, as title case has it. */
const SMALL = new Set([
	'and',
	'as',
	'by',
	'for',
	'from',
	'in',
	'of',
	'on',
	'or',
	'per',
	'to',
	'with',
]);

/**
 * Label of a field or value in title case: `max_call_queues` becomes `Max Call Queues`.
 *
 * @param wire name in the API, words joined by underscores
 */
export function titleOf(wire: string): string {
	return wire
		.toLowerCase()
		.split('_')
		.map((word, index, words) => {
			if (Object.hasOwn(SPELLING, word)) return SPELLING[word];
			if (index > 0 && index < words.length - 1 && SMALL.has(word)) return word;
			return word.charAt(0).toUpperCase() + word.slice(1);
		})
		.join(' ');
}

/** `max_call_queues` as `maxCallQueues`. */
export const camelCase = (wire: string): string =>
	wire.replace(/_+([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** `maxCallQueues` as `max_call_queues`. */
export const snakeCase = (name: string): string => name.replace(/([A-Z])/g, '_$1').toLowerCase();

/**
 * Name of the n8n parameter for a field: `max_call_queues` becomes `maxCallQueues`. Saved
 * workflows hold these names, so the rule is permanent.
 */
export const parameterOf = ({ name, parameter }: Pick<Field, 'name' | 'parameter'>): string =>
	parameter ?? known(name);

/** Parameter names by those of the API: each item asks for those of all fields of its operation. */
const parameters = new Map<string, string>();

function known(name: string): string {
	const parameter = parameters.get(name) ?? camelCase(name);
	parameters.set(name, parameter);
	return parameter;
}

/** The route of the record that a deletion removes. */
export const recordRoute = (route: string): string => route.replace(/\/destroy$/, '');

/** Name of the list search behind a reference's locator: `trunk` gives `searchTrunk`. */
export const searchMethod = (ref: string): string =>
	`search${ref.charAt(0).toUpperCase()}${ref.slice(1)}`;

/** `Call Queue` as `call queue`, within a sentence; abbreviations stay. */
export const inSentence = (title: string): string =>
	title.replace(/\b[A-Z](?=[a-z])/g, (letter) => letter.toLowerCase());
