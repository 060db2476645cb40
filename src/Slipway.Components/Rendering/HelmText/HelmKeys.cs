namespace Slipway.Components;

/// <summary>The order of keys in Helm's YAML: letters behind other characters, runs of digits by their number.</summary>
internal static class HelmKeys
{
    public static int Compare(string left, string right)
    {
        if (left == right)
            return 0;
        return Less(left, right) ? -1 : 1;
    }

    private static bool Less(string left, string right)
    {
        for (var i = 0; i < left.Length && i < right.Length; i++)
        {
            if (left[i] == right[i])
                continue;
            var (leftLetter, rightLetter) = (char.IsLetter(left[i]), char.IsLetter(right[i]));
            if (leftLetter && rightLetter)
                return left[i] < right[i];
            if (leftLetter || rightLetter)
                return rightLetter;
            return NumberLess(left, right, i);
        }
        return left.Length < right.Length;
    }

    private static bool NumberLess(string left, string right, int at)
    {
        long leftNumber = 0, rightNumber = 0;
        if (left[at] == '0' || right[at] == '0')
            for (var back = at - 1; back >= 0 && char.IsDigit(left[back]); back--)
                if (left[back] != '0')
                {
                    leftNumber = rightNumber = 1;
                    break;
                }
        int leftEnd = at, rightEnd = at;
        for (; leftEnd < left.Length && char.IsDigit(left[leftEnd]); leftEnd++)
            leftNumber = Grown(leftNumber, left[leftEnd]);
        for (; rightEnd < right.Length && char.IsDigit(right[rightEnd]); rightEnd++)
            rightNumber = Grown(rightNumber, right[rightEnd]);
        if (leftNumber != rightNumber)
            return leftNumber < rightNumber;
        return leftEnd != rightEnd ? leftEnd < rightEnd : left[at] < right[at];
    }

    /// <summary>Stays at the largest number where Go's would wrap around and make the order contradict itself.</summary>
    private static long Grown(long number, char digit) => number > (long.MaxValue - 9) / 10 ? long.MaxValue : (number * 10) + (digit - '0');
}
