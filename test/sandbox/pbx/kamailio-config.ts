import { SPECIAL_NUMBERS, type PbxUser } from './pbx-sandbox.ts';

export interface KamailioConfig {
  /** IPv4 address of all listeners. */
  readonly address: string;
  /** UDP and TCP port for phones, and for control over HTTP. */
  readonly sipPort: number;
  /** TLS port for `wss:`. */
  readonly wssPort: number;
  /** Address and port of rtpengine's control socket. */
  readonly rtpengine: string;
  readonly domains: readonly string[];
  readonly users: readonly PbxUser[];
  /** `address:port` of the phone that stands for the public network. */
  readonly customer: string;
  readonly certificateFile: string;
  readonly keyFile: string;
  readonly digest: 'MD5' | 'SHA-256';
  /** How long a nonce lives, in seconds. */
  readonly nonceSeconds: number;
  /** The status for a wrong password: a challenge again (401), or a clear no (403). */
  readonly wrongPassword: 401 | 403;
  /** Passes 401 and 407 of the called side on to the caller, as a careless PBX does. */
  readonly passChallenges: boolean;
  /** The longest registration it grants, in seconds. */
  readonly maxExpires: number;
  /** What callers hear before an answer: a WAV file that the media proxy plays on 183. */
  readonly announcementFile: string;
}

const MODULES = (
  'jsonrpcs kex corex tm tmx sl rr pv maxfwd usrloc registrar textops siputils ' +
  'xlog htable nathelper xhttp tls websocket auth rtpengine'
).split(' ');

/** The number in any way of writing it: `+1…`, `001…`, `1…` or without the country. */
const writtenAnyWay = (number: string) => `^(\\+|00)?1?${number.replace('+1', '')}$`;

/** What Kamailio is told: a registrar and proxy for browsers over WebSocket, with rtpengine between them and phones. */
export function kamailioConfig(options: KamailioConfig): string {
  const { address, sipPort, wssPort, users } = options;
  const passwords = users.flatMap(({ username, authorizationUsername, password }) => [
    `$sht(user=>${username}) = "1";`,
    `$sht(password=>${authorizationUsername ?? username}) = "${password}";`,
  ]);
  return `#!KAMAILIO
debug=2
log_stderror=yes
fork=yes
children=2
tcp_children=2
listen=udp:${address}:${sipPort}
listen=tcp:${address}:${sipPort}
listen=tls:${address}:${wssPort}
${options.domains.map((domain) => `alias="${domain}"`).join('\n')}
enable_tls=yes
tcp_connection_lifetime=3604
tcp_accept_no_cl=yes
server_header="Server: Switchhook sandbox"
mpath="/usr/lib/x86_64-linux-gnu/kamailio/modules/"
${MODULES.map((name) => `loadmodule "${name}.so"`).join('\n')}
modparam("jsonrpcs", "transport", 1)
modparam("tls", "private_key", "${options.keyFile}")
modparam("tls", "certificate", "${options.certificateFile}")
modparam("tls", "tls_method", "TLSv1.2+")
modparam("xlog", "buf_size", 65535)
modparam("htable", "htable", "password=>size=8;")
modparam("htable", "htable", "user=>size=8;")
modparam("htable", "htable", "headers=>size=8;autoexpire=60;")
modparam("htable", "htable", "route=>size=8;")
modparam("htable", "htable", "fork=>size=8;")
modparam("auth", "nonce_expire", ${options.nonceSeconds})
modparam("auth", "algorithm", "${options.digest === 'MD5' ? '' : options.digest}")
modparam("rtpengine", "rtpengine_sock", "udp:${options.rtpengine}")
# A busy machine may keep rtpengine waiting: without patience Kamailio gives it up for a minute and relays offers unchanged.
modparam("rtpengine", "rtpengine_tout_ms", 5000)
modparam("rtpengine", "rtpengine_disable_tout", 1)
modparam("nathelper", "received_avp", "$avp(rcv)")
modparam("registrar", "received_avp", "$avp(rcv)")
modparam("registrar", "max_expires", ${options.maxExpires})
modparam("registrar", "max_contacts", 10)
modparam("registrar", "method_filtering", 0)
modparam("tm", "fr_timer", 10000)
modparam("tm", "fr_inv_timer", 120000)
modparam("websocket", "keepalive_mechanism", 0)

event_route[htable:mod-init] {
  ${passwords.join('\n  ')}
}

request_route {
  xlog("L_NOTICE", "@message $mb\\n@end\\n");
  if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
  if ($proto =~ "ws") { force_rport(); fix_nated_contact(); add_contact_alias(); setflag(1); }
  if (is_method("CANCEL")) {
    xlog("L_NOTICE", "@cancelled $ci\\n");
    if (t_check_trans()) t_relay();
    exit;
  }
  if (has_totag()) { route(IN_DIALOG); exit; }
  if (is_method("ACK")) { if (t_check_trans()) t_relay(); exit; }
  if (is_method("REGISTER")) { route(REGISTER); exit; }
  if (is_method("OPTIONS") && uri==myself && $rU == $null) { sl_send_reply("200", "OK"); exit; }
  route(CHALLENGE);
  if (is_method("INVITE")) {
    xlog("L_NOTICE", "@invite $ci\\t$fU\\t$fn\\t$rU\\n");
    record_route();
    route(REPLACES);
    if ($sht(headers=>$rU) != $null && $proto == "udp") {
      append_hf("$sht(headers=>$rU)");
      $sht(headers=>$rU) = $null;
    }
  }
  if (is_method("SUBSCRIBE|MESSAGE|REFER")) record_route();
  remove_hf("Route");
  route(LOCATE);
  if (is_method("INVITE")) { route(MEDIA); t_on_failure("FAILED"); }
  route(RELAY);
}

route[IN_DIALOG] {
  if (is_method("BYE")) xlog("L_NOTICE", "@ended $ci\\t$fU\\n");
  if (loose_route()) {
    if (!isdsturiset()) handle_ruri_alias();
    if (is_method("INVITE|UPDATE|BYE|ACK")) route(MEDIA);
    route(RELAY);
  }
  if (is_method("ACK")) { if (t_check_trans()) t_relay(); exit; }
  sl_send_reply("481", "Call/Transaction Does Not Exist");
}

route[REGISTER] {
  if (!pv_auth_check("$td", "$sht(password=>$au)", "0", "0")) {
    ${options.wrongPassword === 403 ? 'if ($retcode == -2 || $retcode == -3) { sl_send_reply("403", "Forbidden"); exit; }' : ''}
    www_challenge("$td", "1");
    exit;
  }
  if ($sht(user=>$tU) == $null) { sl_send_reply("404", "Not Found"); exit; }
  if ($proto =~ "ws") fix_nated_register();
  if (!save("location")) { sl_reply_error(); exit; }
  if (registered("location", "$tu")) xlog("L_NOTICE", "@registered $tU\\t$expires(max)\\t$ct\\n");
  else xlog("L_NOTICE", "@unregistered $tU\\n");
}

# Extensions prove who they are; the public network and the PBX itself need not.
route[CHALLENGE] {
  if ($si == "${address}" && $sp == "${options.customer.split(':')[1]}") return;
  if (!($proto =~ "ws") && $sht(user=>$fU) == $null) return;
  if (src_ip==myself && $sp == ${sipPort}) return;
  if (!pv_auth_check("$fd", "$sht(password=>$au)", "0", "0")) {
    proxy_challenge("$fd", "1");
    exit;
  }
  consume_credentials();
}

# A phone that is sent on to an address with a Replaces header (RFC 3891) must make a header of it. The desk phones here carry
# it along in the address instead, its separators turned into question marks.
route[REPLACES] {
  if (!($ru =~ "\\?Replaces=")) return;
  append_hf("Replaces: $(ru{re.subst,/^.*\\?Replaces=([^?;]+).to-tag.([^?;]+).from-tag.([^?;]+)$/\\1;to-tag=\\2;from-tag=\\3/})\\r\\n");
  $ru = $(ru{s.select,0,?});
}

route[LOCATE] {
  if (is_method("INVITE") && $sht(fork=>$rU) != $null) append_branch("$sht(fork=>$rU)");
  if ($sht(route=>$rU) != $null) { $du = $sht(route=>$rU); return; }
  if (lookup("location")) return;
  if ($sht(user=>$rU) != $null) { sl_send_reply("480", "Temporarily Unavailable"); exit; }
  if ($rU =~ "${writtenAnyWay(SPECIAL_NUMBERS.busy)}") { sl_send_reply("486", "Busy Here"); exit; }
  if ($rU =~ "${writtenAnyWay(SPECIAL_NUMBERS.rejects)}") { sl_send_reply("603", "Decline"); exit; }
  if ($rU =~ "${writtenAnyWay(SPECIAL_NUMBERS.unknown)}") { sl_send_reply("404", "Not Found"); exit; }
  if ($rU =~ "${writtenAnyWay(SPECIAL_NUMBERS.noAnswer)}") { $ru = "sip:silent@${options.customer}"; return; }
  if ($rU =~ "${writtenAnyWay(SPECIAL_NUMBERS.earlyMedia)}") {
    setflag(2);
    $ru = "sip:early@${options.customer}";
    return;
  }
  if ($rU =~ "^\\+?[0-9]{6,}$") { $ru = "sip:customer@${options.customer}"; return; }
  sl_send_reply("404", "Not Found");
  exit;
}

route[RELAY] {
  t_on_reply("REPLY");
  if (!t_relay()) sl_reply_error();
  exit;
}

# Towards a browser: ICE and DTLS-SRTP. Towards a phone: plain RTP. Never DTLS=passive, the handshake would not start.
route[MEDIA] {
  if (is_method("BYE")) { rtpengine_delete(); return; }
  if (!has_body("application/sdp")) return;
  if ($ru =~ "transport=ws" || $du =~ "transport=ws")
    rtpengine_manage("ICE=force RTP/SAVPF SDES-off rtcp-mux-offer replace-origin record-call=on");
  else rtpengine_manage("ICE=remove RTP/AVP rtcp-mux-demux replace-origin record-call=on");
}

# In a reply the module names the called side unless told otherwise; the announcement is for the caller. The phone behind it sends
# 180 beside 183, and the two may overtake each other: a caller who gets 180 last would play its own ringing instead.
onreply_route[REPLY] {
  if (status == "180" && isflagset(2)) drop;
  if ($proto =~ "ws") add_contact_alias();
  if (!has_body("application/sdp")) return;
  if (isflagset(1)) rtpengine_manage("ICE=force RTP/SAVPF SDES-off rtcp-mux-accept replace-origin record-call=on");
  else rtpengine_manage("ICE=remove RTP/AVP rtcp-mux-demux replace-origin record-call=on");
  if (status == "183" && isflagset(2)) play_media("file=${options.announcementFile} repeat-times=100 from-tag=$ft");
  if (status == "200" && isflagset(2)) stop_media("from-tag=$ft");
}

reply_route {
  xlog("L_NOTICE", "@reply $ci\\t$rm\\t$rs\\t$rr\\n@message $mb\\n@end\\n");
}

failure_route[FAILED] {
  ${options.passChallenges ? '' : 'if (t_check_status("401|407")) t_reply("500", "Server Internal Error");'}
  rtpengine_delete();
}

event_route[xhttp:request] {
  if ($hu =~ "^/rpc" && $proto == "tcp") { jsonrpc_dispatch(); exit; }
  set_reply_close();
  set_reply_no_connect();
  if ($hu =~ "^/ws" && $hdr(Upgrade) =~ "websocket" && $hdr(Connection) =~ "Upgrade")
    if (ws_handle_handshake()) exit;
  xhttp_reply("404", "Not Found", "", "");
}
`;
}
