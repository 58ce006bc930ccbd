import type { IDataObject } from 'n8n-workflow';

/** A customer with one record and more of each kind. */
export function sampleSetup(domain = 'acme.example', first = 4420700200): IDataObject {
	const numbers = Array.from({ length: 8 }, (_, index) => String(101 + index));
	return {
		version: 1,
		tenant: {
			name: `Acme ${domain}`,
			domain,
			website: 'https://www.acme.example',
			timezone: 'Europe/London',
			currency: 'GBP',
			region: 'GBR',
			dealer: 'sample-dealer',
			max_extensions: 50,
			office_hours: 'mon-fri 09:00-17:00',
		},
		trunks: [{ trunk: 'Sample SIP Trunk', did_numbers: `${first}-${first + 9}`, concurrency: 5 }],
		roles: [
			{ name: 'Reception', permissions: ['general.meeting'], description: 'Who answers' },
			{ name: 'Warehouse', permissions: ['policies.internal_calls'] },
		],
		holidays: [
			{
				name: 'New Year',
				region: 'GBR',
				consecutive: false,
				every_year: true,
				month_start: 1,
				day_start: 1,
			},
		],
		contacts: [
			{ name: 'Supplier', company: 'Parts Ltd', business: '442071111111' },
			{ name: 'Courier', mobile_phone: '447700900123' },
		],
		blocked_numbers: [{ number: '442079999999', description: 'Rings at night' }],
		extensions: numbers.map((extension_number, index) => ({
			extension_number,
			display_name: `Person ${index}`,
			name: `person.${index}`,
			email: `person${index}@${domain}`,
			role: index === 0 ? 'Admin' : index === 1 ? 'Reception' : 'StandardUser',
			...(index === 2
				? {
						available_office_hours_forward_rule: {
							action: 'FORWARD_TO_NUMBER',
							number: '8000',
						},
						outbound_caller_ids: [{ trunk: 'Sample SIP Trunk', caller_id: String(first) }],
					}
				: {}),
		})),
		user_groups: [{ name: 'Sales', members: ['101', '102'] }, { name: 'Stock' }],
		ring_groups: [
			{
				name: 'Front',
				extension_number: '8001',
				ring_strategy: 'RING_SIMULTANEOUSLY',
				no_answer_forward_rule: { action: 'FORWARD_TO_NUMBER', number: '8000' },
				agents: ['101', { extension_number: '102', skill_level: 3 }],
			},
			{ name: 'Back', extension_number: '8002', agents: ['103', '104'] },
		],
		call_queues: [
			{
				name: 'Sales',
				extension_number: '8000',
				polling_strategy: 'RING_SIMULTANEOUSLY',
				agents: ['105', '106'],
			},
		],
		receptionists: [
			{
				name: 'Welcome',
				extension_number: '8100',
				pin: '482915',
				failure_forward_rule: { action: 'FORWARD_TO_NUMBER', number: '8001' },
			},
		],
		shared_voicemails: [{ name: 'Sales box', extension_number: '8200', pin: '581936' }],
		call_park_groups: [
			{ name: 'Floor 1', recall_to: 'RING_GROUP_ONLY', ring_group: '8001', members: ['101'] },
		],
		call_pickup_groups: [{ name: 'All', members: ['101', '102', '103'] }],
		outbound_rules: [
			{
				name: 'Out',
				number_prefix: '0',
				routes: [{ trunk: 'Sample SIP Trunk', strip_digits: 1 }],
				groups: ['Sales'],
				holidays: ['New Year / GBR'],
			},
		],
		inbound_rules: Array.from({ length: 4 }, (_, index) => ({
			trunk: 'Sample SIP Trunk',
			did_numbers: String(first + index),
			name: `In ${index}`,
			office_hours_forward_rule: { action: 'FORWARD_TO_NUMBER', number: '8100' },
		})),
	};
}

const phone = (mac: string): IDataObject => ({
	mac,
	vendor: 'Yealink',
	model: 'T54W',
	filename: 'yealink_t54w.xml',
	language: 'ENGLISH',
	timezone: 'Europe/London',
	codecs: ['PCMU', 'PCMA'],
	interface: 'PRIVATE_IPV4',
	preferred_transport: 'UDP',
	transfer: 'BLIND',
});

/** A customer with a record of every kind that a document can have but dealers, some fifty in all. */
export function fullSetup(domain = 'acme.example', first = 4420700200): IDataObject {
	const sample = sampleSetup(domain, first) as Record<string, IDataObject[]>;
	const { extensions, user_groups: groups } = sample;
	Object.assign(extensions[3], { phones: [phone('000413000001')] });
	Object.assign(extensions[4], { phones: [phone('000413000002')] });
	Object.assign(extensions[5], {
		speed_dial_8: [
			{ code: '2', phone_number: '442071111111', description: 'Supplier' },
			{ code: '9', phone_number: '101' },
		],
		speed_dial_100: [{ code: '07', phone_number: '447700900123' }],
	});
	Object.assign(sample.receptionists[0], {
		action_urls: [
			{
				name: 'Ask the CRM',
				// Without its address: the pattern that is published fits none (contract/notes.md).
				method: 'POST',
				type: 'DTMF',
				caller_mask: '*',
				dtmf_mask: '1-9',
			},
		],
	});
	Object.assign(groups[0], { administrators: ['101'] });
	return {
		...sample,
		own_trunks: [
			{
				name: 'Site trunk',
				hostname: 'sip.site.example',
				port: 5060,
				transport: 'UDP',
				outbound_server: 'sip.site.example',
				outbound_server_port: 5060,
				concurrency: 4,
			},
		],
		vip_numbers: [{ number: '442073333333', description: 'The bank' }],
		emergency_numbers: [{ number_prefix: '112', description: 'All services' }],
		disallowed_codes: [{ number_prefix: '+882' }, { number_prefix: '+883' }],
		queue_blocked_numbers: [{ number: '442074444444', level: 'FIRST' }],
		hot_desks: [
			{ ...phone('000413000003'), extension_number: '8400', display_name: 'Desk by the door' },
		],
		monitor_groups: [{ name: 'Coaching', managers: ['101'], members: ['105', '106'] }],
		conference_rooms: [
			{ extension_number: '8300', mode: 'AUDIO', subject: 'Monday meeting', capacity: 9 },
		],
	};
}
