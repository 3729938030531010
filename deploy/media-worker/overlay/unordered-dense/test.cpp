// Checks of the unordered_dense stand-in: what mediasoup-worker relies on, and 200,000 steps beside std::map.
#undef NDEBUG
#include <ankerl/unordered_dense.h>
#include <cassert>
#include <map>
#include <memory>
#include <random>
#include <string>

using namespace ankerl::unordered_dense;

static void keepsTheOrderOfInsertion()
{
	map<std::string, int> m{ { "b", 1 }, { "a", 2 }, { "c", 3 }, { "a", 9 } };
	std::string order;
	for (auto& [key, value] : m) order += key;
	assert(order == "bac" && m.at("a") == 2);

	bool thrown = false;
	try { m.at("zz"); } catch (const std::out_of_range&) { thrown = true; }
	assert(thrown);
}

static void holdsWhatCannotBeCopied()
{
	map<uint32_t, std::unique_ptr<int>> m;
	m.emplace(1, std::make_unique<int>(5));
	m[2] = std::make_unique<int>(6);
	assert(*m.at(1) == 5 && *m[2] == 6 && m.erase(1) == 1 && m.erase(1) == 0 && *m.at(2) == 6);
}

static void agreesWithTheStandardMap()
{
	std::mt19937 random(1);
	map<int, std::string> dense;
	std::map<int, std::string> reference;

	for (int i = 0; i < 200000; ++i)
	{
		const int key    = random() % 500;
		const auto value = std::to_string(i);

		switch (random() % 5)
		{
			case 0: assert(dense.erase(key) == reference.erase(key)); break;
			case 1: assert(dense.emplace(key, value).second == reference.emplace(key, value).second); break;
			case 2: dense[key] = value; reference[key] = value; break;
			case 3:
			{
				const auto it = dense.find(key);
				assert((it == dense.end()) == !reference.contains(key));
				if (it != dense.end()) { assert(it->second == reference[key]); dense.erase(it); reference.erase(key); }
				break;
			}
			default: assert(dense.contains(key) == reference.contains(key));
		}

		assert(dense.size() == reference.size());
		if (i % 1000 != 0) continue;

		for (auto it = dense.begin(); it != dense.end();)
		{
			assert(reference.at(it->first) == it->second);
			if (it->first % 7 == 0) { reference.erase(it->first); it = dense.erase(it); } else ++it;
		}
		assert(dense.size() == reference.size());
		for (auto& [k, v] : reference) assert(dense.at(k) == v);
	}

	auto copy  = dense;
	auto moved = std::move(copy);
	assert(moved.size() == dense.size());
}

static void isASetToo()
{
	set<int*> s;
	int x[2];
	s.insert(&x[0]);
	s.insert(&x[1]);
	s.insert(&x[1]);
	assert(s.size() == 2 && s.contains(&x[1]));
	s.erase(&x[0]);
	assert(!s.contains(&x[0]));
}

int main()
{
	keepsTheOrderOfInsertion();
	holdsWhatCannotBeCopied();
	agreesWithTheStandardMap();
	isASetToo();
}
