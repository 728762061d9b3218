// The plain dyno model as an event-driven C++ program: the yardstick of `pnpm bench`.
//
//   reference REQUESTS SEED WARM_UPS REPETITIONS
//
// Poisson arrivals at 300/s choose one of 10 dynos uniformly; each has 4 workers and one FIFO queue; service is
// log-normal with mean 100 ms and cv 1. Binary heap of (time, id), xoshiro256++, ziggurat, percentiles by nth_element.
// One JSON line per timed repetition, on CPU time of the process.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <sys/resource.h>
#include <vector>

#include "random.hpp"

namespace {

constexpr int DYNOS = 10;
constexpr int WORKERS = 4;
constexpr int ARRIVAL = -1;
constexpr double GAP = 1.0 / 300;
const double SIGMA = std::sqrt(std::log(2.0));
const double MU = std::log(0.1) - 0.5 * std::log(2.0);

// Pending events: the next arrival and at most one departure per worker.
class EventHeap {
 public:
  double time() const { return times[0]; }
  int id() const { return ids[0]; }

  void push(double time, int id) {
    int i = size++;
    while (i > 0) {
      const int parent = (i - 1) >> 1;
      if (times[parent] <= time) break;
      move(parent, i);
      i = parent;
    }
    put(i, time, id);
  }

  void pop() {
    size -= 1;
    if (size > 0) replaceTop(times[size], ids[size]);
  }

  void replaceTop(double time, int id) {
    int i = 0;
    for (int child = 1; child < size; child = 2 * i + 1) {
      if (child + 1 < size && times[child + 1] < times[child]) child += 1;
      if (times[child] >= time) break;
      move(child, i);
      i = child;
    }
    put(i, time, id);
  }

 private:
  void move(int from, int to) { put(to, times[from], ids[from]); }
  void put(int i, double time, int id) {
    times[i] = time;
    ids[i] = id;
  }

  double times[64];
  int ids[64];
  int size = 0;
};

// Times of arrival of the requests that wait.
class Queue {
 public:
  bool empty() const { return head == tail; }
  double pop() { return ring[head++ & mask()]; }
  void push(double x) {
    if (tail - head == ring.size()) grow();
    ring[tail++ & mask()] = x;
  }

 private:
  uint32_t mask() const { return static_cast<uint32_t>(ring.size()) - 1; }
  void grow() {
    std::vector<double> larger(ring.size() * 2);
    for (uint32_t i = head; i != tail; i++) larger[i - head] = ring[i & mask()];
    tail -= head;
    head = 0;
    ring.swap(larger);
  }

  std::vector<double> ring = std::vector<double>(1024);
  uint32_t head = 0, tail = 0;
};

struct Dyno {
  Queue queue;
  int busy = 0;
  int idle[WORKERS];
};

// Fills `responses` with the response times in order of departure.
void simulate(Random random, std::vector<double> &responses) {
  std::array<Dyno, DYNOS> dynos;
  double arrivedAt[DYNOS * WORKERS];
  for (int worker = 0; worker < DYNOS * WORKERS; worker++) dynos[worker / WORKERS].idle[worker % WORKERS] = worker;
  const auto service = [&] { return std::exp(MU + SIGMA * random.normal()); };
  EventHeap events;
  events.push(random.exponential() * GAP, ARRIVAL);
  for (size_t done = 0; done < responses.size();) {
    const double now = events.time();
    const int worker = events.id();
    if (worker == ARRIVAL) {
      events.replaceTop(now + random.exponential() * GAP, ARRIVAL);
      Dyno &dyno = dynos[static_cast<int>(random.uniform() * DYNOS)];
      if (dyno.busy == WORKERS) {
        dyno.queue.push(now);
        continue;
      }
      const int free = dyno.idle[WORKERS - 1 - dyno.busy++];
      arrivedAt[free] = now;
      events.push(now + service(), free);
      continue;
    }
    Dyno &dyno = dynos[worker / WORKERS];
    responses[done++] = now - arrivedAt[worker];
    if (dyno.queue.empty()) {
      dyno.idle[WORKERS - dyno.busy--] = worker;
      events.pop();
    } else {
      arrivedAt[worker] = dyno.queue.pop();
      events.replaceTop(now + service(), worker);
    }
  }
}

double quantile(std::vector<double> &values, double p) {
  const auto nth = values.begin() + static_cast<size_t>(p * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), nth, values.end());
  return *nth;
}

double cpuSeconds() {
  timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

double peakMegabytes() {
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

}  // namespace

int main(int count, char **arguments) {
  if (count != 5) return 2;
  const size_t requests = std::strtoull(arguments[1], nullptr, 10);
  const uint64_t seed = std::strtoull(arguments[2], nullptr, 10);
  const int warmUps = std::atoi(arguments[3]);
  const int repetitions = std::atoi(arguments[4]);
  std::vector<double> responses(requests);
  for (int i = 0; i < warmUps + repetitions; i++) {
    const double start = cpuSeconds();
    simulate(Random(1000 * seed + i), responses);
    double sum = 0;
    for (const double x : responses) sum += x;
    const double mean = sum / static_cast<double>(requests);
    const double p50 = quantile(responses, 0.5), p95 = quantile(responses, 0.95), p99 = quantile(responses, 0.99);
    const double seconds = cpuSeconds() - start;
    if (i < warmUps) continue;
    std::printf("{\"requests\":%zu,\"cpuSeconds\":%.9f,\"eventsPerRequest\":2,\"peakMb\":%.1f,", requests, seconds,
                peakMegabytes());
    std::printf("\"mean\":%.9f,\"p50\":%.9f,\"p95\":%.9f,\"p99\":%.9f}\n", mean, p50, p95, p99);
  }
}
