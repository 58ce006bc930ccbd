import { create, download, get, getMany, remove, resource, update, upsert } from '../define';
import { choice, expiresAt, need, text } from '../fields';

const rule = [
	text('cidr', 'A network with its prefix length, or a single address', {
		title: 'Address (CIDR)',
		example: '192.0.2.0/24',
	}),
	choice('target', { ACCEPT: 'Accept', DENY: 'Deny' }, 'What happens to traffic from there', {
		unchosen: true,
	}),
];
const more = [expiresAt, text('description', undefined, { max: 255 })];

export const ipRule = resource(
	'ipRule',
	'IP Rule',
	'/ip_filters',
	[
		create([...rule.map(need), ...more], {
			description: 'Let traffic of an address or network in, or keep it out',
		}),
		upsert([['cidr', 'target']]),
		get(),
		getMany(),
		update([...rule, ...more]),
		remove(),
		download('export', 'GET /export', {
			action: 'Export IP rules',
			description: 'Fetch all rules as a file',
			fileName: 'ip-rules.csv',
		}),
	],
	{
		alsoCalled: 'Firewall, IP Blacklist',
		description: 'Addresses that are let in or kept out; needs a system administrator',
	},
);
