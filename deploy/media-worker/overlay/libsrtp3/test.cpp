// Checks of the libsrtp 3 stand-in, for each suite that mediasoup-worker offers: what the worker relies on.
#include <srtp.h>
#include <arpa/inet.h>
#include <cstdio>
#include <cstdlib>
#include <vector>

static const char* suiteName = "";
#define CHECK(x) \
	do { if (!(x)) { std::printf("FAILED %s:%d %s\n", suiteName, __LINE__, #x); std::exit(1); } } while (0)
#define OK(x) CHECK((x) == srtp_err_status_ok)

using Bytes = std::vector<uint8_t>;

static srtp_t session(srtp_profile_t profile, bool outbound)
{
	uint8_t key[SRTP_MAX_KEY_LEN];
	for (size_t i = 0; i < sizeof(key); ++i) key[i] = static_cast<uint8_t>(i * 31 + 1);
	const size_t keyLen  = srtp_profile_get_master_key_length(profile);
	const size_t saltLen = srtp_profile_get_master_salt_length(profile);
	srtp_ssrc_t ssrc{};
	ssrc.type = outbound ? ssrc_any_outbound : ssrc_any_inbound;

	srtp_policy_t policy{ nullptr };
	OK(srtp_policy_create(&policy));
	OK(srtp_policy_set_ssrc(policy, ssrc));
	OK(srtp_policy_set_profile(policy, profile));
	CHECK(srtp_policy_add_key(policy, key, keyLen + 1, key, saltLen, nullptr, 0) == srtp_err_status_bad_param);
	OK(srtp_policy_add_key(policy, key, keyLen, key + keyLen, saltLen, nullptr, 0));
	CHECK(srtp_policy_add_key(policy, key, keyLen, key + keyLen, saltLen, nullptr, 0) == srtp_err_status_bad_param);
	OK(srtp_policy_set_allow_repeat_tx(policy, true));
	OK(srtp_policy_set_window_size(policy, 1024));

	srtp_t made{};
	OK(srtp_create(&made, policy));
	srtp_policy_destroy(policy);
	return made;
}

// A packet of 500 bytes, 20 of them in clear: header and one word of header extension.
static Bytes rtp(uint16_t seq, uint32_t ssrc = 7)
{
	Bytes b(500);
	b[0] = 0x90; b[1] = 96; b[2] = seq >> 8; b[3] = seq & 255;
	b[8] = ssrc >> 24; b[9] = ssrc >> 16; b[10] = ssrc >> 8; b[11] = ssrc;
	b[12] = 0xBE; b[13] = 0xDE; b[15] = 1; b[16] = 0x30;
	for (size_t i = 20; i < b.size(); ++i) b[i] = static_cast<uint8_t>(i * seq);
	return b;
}

static srtp_err_status_t run(auto operation, srtp_t session, const Bytes& in, Bytes& out, size_t capacity = 65536)
{
	alignas(4) static uint8_t buffer[65536];
	size_t len     = capacity;
	const auto err = operation(session, in.data(), in.size(), buffer, &len);
	out.assign(buffer, buffer + (err ? 0 : len));
	return err;
}

static const auto protect       = [](auto... a) { return srtp_protect(a..., 0); };
static const auto unprotect     = [](auto... a) { return srtp_unprotect(a...); };
static const auto protectRtcp   = [](auto... a) { return srtp_protect_rtcp(a..., 0); };
static const auto unprotectRtcp = [](auto... a) { return srtp_unprotect_rtcp(a...); };

static void rtpSurvivesTheWrapOfSequenceNumbers(srtp_t tx, srtp_t rx, size_t tag)
{
	Bytes sealed, opened;
	for (int i = 65000; i < 65536 + 3000; ++i)
	{
		const Bytes packet = rtp(static_cast<uint16_t>(i));
		OK(run(protect, tx, packet, sealed));
		CHECK(packet == rtp(static_cast<uint16_t>(i)) && sealed.size() == packet.size() + tag);
		CHECK(std::equal(packet.begin(), packet.begin() + 20, sealed.begin()));
		CHECK(!std::equal(packet.begin() + 20, packet.end(), sealed.begin() + 20));
		OK(run(unprotect, rx, sealed, opened));
		CHECK(opened == packet);
	}
}

static void repeatsAreSentAndReplaysRefused(srtp_t tx, srtp_t rx)
{
	Bytes sealed, again, opened;
	OK(run(protect, tx, rtp(2990), sealed));
	OK(run(protect, tx, rtp(2990), again));
	CHECK(sealed == again && run(unprotect, rx, sealed, opened) == srtp_err_status_replay_fail);
	// One within, one beyond the window of 1024 packets.
	OK(run(protect, tx, rtp(2999 - 1000), sealed));
	CHECK(run(protect, tx, rtp(2999 - 1100), sealed) == srtp_err_status_replay_old);
}

static void changedPacketsAreRefused(srtp_t tx, srtp_t rx)
{
	Bytes sealed, opened;
	OK(run(protect, tx, rtp(3001), sealed));
	for (const size_t at : { 300, 16 })
	{
		Bytes changed = sealed;
		changed[at] ^= 1;
		CHECK(run(unprotect, rx, changed, opened) == srtp_err_status_auth_fail);
	}
	OK(run(unprotect, rx, sealed, opened));
	CHECK(run(protect, tx, rtp(3003), sealed, 510) == srtp_err_status_buffer_small);
	CHECK(run(unprotect, rx, Bytes(11), opened) != srtp_err_status_ok);
	CHECK(run(unprotect, rx, Bytes(13), opened) != srtp_err_status_ok);
}

static void opensInPlaceAsTheWorkerDoes(srtp_t tx, srtp_t rx)
{
	Bytes sealed;
	OK(run(protect, tx, rtp(3002), sealed));
	size_t len = sealed.size();
	OK(srtp_unprotect(rx, sealed.data(), sealed.size(), sealed.data(), &len));
	sealed.resize(len);
	CHECK(sealed == rtp(3002));
}

static void removingAStreamForgetsIt(srtp_t tx, srtp_t rx)
{
	Bytes sealed, opened;
	OK(run(protect, tx, rtp(5, 0x01020304), sealed));
	OK(run(unprotect, rx, sealed, opened));
	CHECK(run(unprotect, rx, sealed, opened) == srtp_err_status_replay_fail);
	OK(srtp_stream_remove(rx, htonl(0x01020304)));
	CHECK(srtp_stream_remove(rx, htonl(0x01020304)) == srtp_err_status_no_ctx);
	OK(run(unprotect, rx, sealed, opened));
}

static void rtcpIsSealedAndOpened(srtp_t tx, srtp_t rx, size_t tag)
{
	Bytes report(28), sealed, opened;
	report[0] = 0x80; report[1] = 200; report[3] = 6; report[7] = 9;
	for (int i = 8; i < 28; ++i) report[i] = static_cast<uint8_t>(i);
	for (int i = 0; i < 300; ++i)
	{
		OK(run(protectRtcp, tx, report, sealed));
		CHECK(sealed.size() == report.size() + tag + 4);
		OK(run(unprotectRtcp, rx, sealed, opened));
		CHECK(opened == report);
	}
	CHECK(run(unprotectRtcp, rx, sealed, opened) == srtp_err_status_replay_fail);
	OK(run(protectRtcp, tx, report, sealed));
	sealed[12] ^= 1;
	CHECK(run(unprotectRtcp, rx, sealed, opened) == srtp_err_status_auth_fail);
}

int main()
{
	struct { const char* name; srtp_profile_t profile; size_t tag, rtcpTag; } suites[] = {
		{ "AEAD_AES_256_GCM", srtp_profile_aead_aes_256_gcm, 16, 16 },
		{ "AEAD_AES_128_GCM", srtp_profile_aead_aes_128_gcm, 16, 16 },
		{ "AES_CM_128_HMAC_SHA1_80", srtp_profile_aes128_cm_sha1_80, 10, 10 },
		{ "AES_CM_128_HMAC_SHA1_32", srtp_profile_aes128_cm_sha1_32, 4, 10 },
	};
	OK(srtp_init());
	for (const auto& suite : suites)
	{
		suiteName = suite.name;
		srtp_t tx = session(suite.profile, true), rx = session(suite.profile, false);
		rtpSurvivesTheWrapOfSequenceNumbers(tx, rx, suite.tag);
		repeatsAreSentAndReplaysRefused(tx, rx);
		changedPacketsAreRefused(tx, rx);
		opensInPlaceAsTheWorkerDoes(tx, rx);
		removingAStreamForgetsIt(tx, rx);
		rtcpIsSealedAndOpened(tx, rx, suite.rtcpTag);
		OK(srtp_dealloc(tx));
		OK(srtp_dealloc(rx));
	}
	OK(srtp_shutdown());
}
