using LoanServicing.SampleBooks.Book;

namespace LoanServicing.SampleBooks.Stories;

/// <summary>Gives every participant a story: each kind its share and at least one, the rest pay on time.</summary>
internal static class Casting
{
    private const string Either = "either";

    // Shares per thousand participants. Loans: how many the story takes.
    private static readonly (Story Story, int PerMille, int Loans, string Plan)[] Planted =
    [
        (Story.LineMissing, 15, 1, Either),
        (Story.LineShort, 15, 1, Either),
        (Story.LineDoubled, 12, 1, Either),
        (Story.TaxpayerNumberUnknown, 12, 1, Either),
        (Story.LoanNumberUnknown, 10, 1, "ALPHA"),
        (Story.LoanNumberMissing, 10, 1, "ALPHA"),
        (Story.AmountOverPayoff, 12, 1, Either),
        (Story.LineAfterPayoff, 12, 1, Either),
        (Story.LineAfterOffset, 12, 1, Either),
        (Story.TwoLoans, 15, 2, "ALPHA"),
        (Story.SummedTwoLoans, 20, 2, "BETA"),
        (Story.SummedAmbiguous, 10, 2, "BETA"),
        (Story.PaymentReversed, 12, 1, Either),
        (Story.CuredInTime, 15, 1, Either),
        (Story.CuredInPartThenDeemed, 10, 1, Either),
        (Story.ReversedThenDeemed, 10, 1, Either),
        (Story.DeemedUnder59Half, 15, 1, Either),
        (Story.DeemedOver59Half, 12, 1, Either),
        (Story.DeemedWithBasis, 10, 1, Either),
        (Story.DeemedThenResumed, 12, 1, Either),
        (Story.DeemedThenOffset, 10, 1, Either),
        (Story.SeveredThenDeemed, 14, 1, Either),
        (Story.InCureAtYearEnd, 10, 1, Either),
        (Story.LeaverUnder55, 12, 1, Either),
        (Story.LeaverFrom55, 10, 1, Either),
        (Story.LeaverOver59Half, 10, 1, Either),
        (Story.LeaverAfterMoreThanAYear, 24, 1, Either),
        (Story.Died, 10, 1, Either),
        (Story.PaidOffOnSchedule, 25, 1, Either),
        (Story.PaidOffEarly, 12, 1, Either),
        (Story.Refinanced, 12, 2, Either),
        (Story.NewLoan, 20, 1, Either),
        (Story.SecondLoan, 12, 2, Either),
    ];

    public static List<SampleParticipant> Cast(BookOptions options, SamplePlan alpha, SamplePlan beta)
    {
        var cast = Parts(options.Loans);
        Draws.For(options.Seed, -3).Shuffle(cast);
        var participants = new List<SampleParticipant>(cast.Count);
        foreach (var (story, plan, variant) in cast)
        {
            var index = participants.Count;
            var draws = Draws.For(options.Seed, index);
            var participant = new SampleParticipant(index, plan == "ALPHA" ? alpha : beta, story, draws);
            Write(new(participant, draws, variant));
            Value(participant, draws);
            participants.Add(participant);
        }

        return participants;
    }

    private static List<(Story Story, string Plan, int Variant)> Parts(int loans)
    {
        var parts = new List<(Story, string, int)>();
        var left = loans;
        foreach (var (story, perMille, each, plan) in Planted)
        {
            for (var count = Math.Max(1, loans * perMille / 1000); count > 0 && left >= each; count--, left -= each)
                parts.Add(Part(story, plan, Math.Max(1, loans * perMille / 1000) - count));
        }

        for (var ordinal = 0; ordinal < left; ordinal++)
            parts.Add(Part(Story.OnTime, Either, ordinal));
        return parts;
    }

    // A story that either plan can have goes to them in turn, beginning with another plan from story to story.
    private static (Story Story, string Plan, int Variant) Part(Story story, string plan, int ordinal) =>
        plan == Either
            ? (story, (ordinal + (int)story) % 2 == 0 ? "ALPHA" : "BETA", ordinal / 2)
            : (story, plan, ordinal);

    // Half of what is vested is more than all the person's loans together (26 USC 72(p)(2)(A)).
    private static void Value(SampleParticipant participant, Draws draws)
    {
        var made = participant
            .Loans.Select(loan => loan.Terms)
            .Concat(participant.Happenings.OfType<LoanMade>().Select(loan => loan.Terms))
            .ToList();
        var replacements = participant.Happenings.OfType<LoanRefinanced>();
        var most =
            made.Sum(terms => terms.Amount)
            + replacements.Sum(loan => loan.Replaced.Terms.Amount + loan.CashOut + 100m);
        participant.Vested = most * (230 + draws.Between(0, 270)) / 100m + (draws.Between(0, 99_999) / 100m);
        participant.ValuedOn = made.Min(terms => terms.MadeOn).AddDays(-draws.Between(0, 20));
        if (participant.Story == Story.OnTime && draws.Between(0, 39) == 0)
            participant.AfterTaxBasis = 500m + draws.Between(0, 2500);
    }

    private static void Write(Role role)
    {
        switch (role.Participant.Story)
        {
            case Story.OnTime:
                role.AddLoan();
                break;
            case Story.LineMissing:
                PayrollMistakes.OneSlip(role, Slip.Missing);
                break;
            case Story.LineShort:
                PayrollMistakes.OneSlip(role, Slip.Short);
                break;
            case Story.LineDoubled:
                PayrollMistakes.OneSlip(role, Slip.Doubled);
                break;
            case Story.TaxpayerNumberUnknown:
                PayrollMistakes.OneSlip(role, Slip.TaxpayerNumberMistyped);
                break;
            case Story.LoanNumberUnknown:
                PayrollMistakes.OneSlip(role, Slip.LoanNumberMistyped);
                break;
            case Story.LoanNumberMissing:
                PayrollMistakes.OneSlip(role, Slip.LoanNumberBlank);
                break;
            case Story.AmountOverPayoff:
                PayrollMistakes.AmountOverPayoff(role);
                break;
            case Story.LineAfterPayoff:
                PayrollMistakes.LineAfterPayoff(role);
                break;
            case Story.LineAfterOffset:
                PayrollMistakes.LineAfterOffset(role);
                break;
            case Story.TwoLoans:
                PayrollMistakes.TwoLoans(role);
                break;
            case Story.SummedTwoLoans:
                PayrollMistakes.SummedTwoLoans(role);
                break;
            case Story.SummedAmbiguous:
                PayrollMistakes.SummedAmbiguous(role);
                break;
            case Story.PaymentReversed:
                PayrollMistakes.PaymentReversed(role);
                break;
            case Story.CuredInTime:
                Defaults.CuredInTime(role);
                break;
            case Story.CuredInPartThenDeemed:
                Defaults.CuredInPartThenDeemed(role);
                break;
            case Story.ReversedThenDeemed:
                Defaults.ReversedThenDeemed(role);
                break;
            case Story.DeemedUnder59Half:
                Defaults.DeemedUnder59Half(role);
                break;
            case Story.DeemedOver59Half:
                Defaults.DeemedOver59Half(role);
                break;
            case Story.DeemedWithBasis:
                Defaults.DeemedWithBasis(role);
                break;
            case Story.DeemedThenResumed:
                Defaults.DeemedThenResumed(role);
                break;
            case Story.DeemedThenOffset:
                Defaults.DeemedThenOffset(role);
                break;
            case Story.SeveredThenDeemed:
                Defaults.SeveredThenDeemed(role);
                break;
            case Story.InCureAtYearEnd:
                Defaults.InCureAtYearEnd(role);
                break;
            case Story.LeaverUnder55:
                Leaving.WithOffset(role, AgeAtLeaving.Under55);
                break;
            case Story.LeaverFrom55:
                Leaving.WithOffset(role, AgeAtLeaving.From55);
                break;
            case Story.LeaverOver59Half:
                Leaving.WithOffset(role, AgeAtLeaving.Over59Half);
                break;
            case Story.LeaverAfterMoreThanAYear:
                Leaving.AfterMoreThanAYear(role);
                break;
            case Story.Died:
                Leaving.ByDeath(role);
                break;
            case Story.PaidOffOnSchedule:
                LoanEndings.PaidOffOnSchedule(role);
                break;
            case Story.PaidOffEarly:
                LoanEndings.PaidOffEarly(role);
                break;
            case Story.Refinanced:
                LoanEndings.Refinanced(role);
                break;
            case Story.NewLoan:
                LoanEndings.NewLoan(role);
                break;
            case Story.SecondLoan:
                LoanEndings.SecondLoan(role);
                break;
            default:
                throw new ArgumentOutOfRangeException(
                    nameof(role),
                    role.Participant.Story,
                    "a story that nobody wrote"
                );
        }
    }
}
