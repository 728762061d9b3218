// Random draws of the reference: xoshiro256++ and the ziggurat.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>

// Blackman and Vigna, ACM TOMS 47 (2021) 36.
class Xoshiro256 {
 public:
  explicit Xoshiro256(uint64_t seed) {
    for (uint64_t &word : s) {
      seed += 0x9e3779b97f4a7c15ull;
      uint64_t z = seed;
      z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
      z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
      word = z ^ (z >> 31);
    }
  }

  uint64_t operator()() {
    const uint64_t result = rotl(s[0] + s[3], 23) + s[0];
    const uint64_t t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotl(s[3], 45);
    return result;
  }

 private:
  static uint64_t rotl(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }
  uint64_t s[4];
};

// Marsaglia and Tsang, Journal of Statistical Software 5 (2000) 8: 256 layers.
struct Ziggurat {
  double right;
  std::array<double, 257> x{}, y{};

  Ziggurat(double tail, double area, double (*density)(double), double (*inverse)(double)) : right(tail) {
    x[0] = area / density(tail);
    x[1] = tail;
    for (int i = 2; i < 256; i++) x[i] = inverse(area / x[i - 1] + density(x[i - 1]));
    for (int i = 0; i < 257; i++) y[i] = density(x[i]);
  }
};

inline double bell(double x) { return std::exp(-0.5 * x * x); }
inline double inverseBell(double y) { return std::sqrt(-2 * std::log(y)); }
inline double decay(double x) { return std::exp(-x); }
inline double inverseDecay(double y) { return -std::log(y); }

inline const Ziggurat NORMAL(3.6541528853610088, 0.00492867323399, bell, inverseBell);
inline const Ziggurat EXPONENTIAL(7.69711747013104972, 0.0039496598225815571993, decay, inverseDecay);

class Random {
 public:
  explicit Random(uint64_t seed) : bits(seed) {}

  double uniform() { return static_cast<double>(bits() >> 11) * 0x1.0p-53; }

  double exponential() {
    for (;;) {
      const uint64_t r = bits();
      const uint32_t i = r & 255;
      const double x = static_cast<double>(r >> 11) * 0x1.0p-53 * EXPONENTIAL.x[i];
      if (__builtin_expect(x < EXPONENTIAL.x[i + 1], 1)) return x;
      if (i == 0) return EXPONENTIAL.right - std::log(1 - uniform());
      if (underCurve(EXPONENTIAL, i, decay(x))) return x;
    }
  }

  double normal() {
    for (;;) {
      const uint64_t r = bits();
      const uint32_t i = r & 255;
      const double sign = (r & 256) ? -1.0 : 1.0;
      const double x = static_cast<double>(r >> 11) * 0x1.0p-53 * NORMAL.x[i];
      if (__builtin_expect(x < NORMAL.x[i + 1], 1)) return sign * x;
      if (i == 0) return sign * normalTail();
      if (underCurve(NORMAL, i, bell(x))) return sign * x;
    }
  }

 private:
  bool underCurve(const Ziggurat &z, uint32_t i, double height) {
    return z.y[i] + (z.y[i + 1] - z.y[i]) * uniform() < height;
  }

  double normalTail() {
    double a, b;
    do {
      a = -std::log(1 - uniform()) / NORMAL.right;
      b = -std::log(1 - uniform());
    } while (b + b < a * a);
    return NORMAL.right + a;
  }

  Xoshiro256 bits;
};
